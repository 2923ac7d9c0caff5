/// `lab tls --scenario NAME`: TLS connections that go wrong, made to happen on real sockets.
///
/// Begin with [Certificate], the scripts about certificates, then [ScenarioSession], which sets the stage. What is
/// documented of each stands in `tls.scenario`.
@NullMarked
package org.wirelab.client.tls.scenario;

import org.jspecify.annotations.NullMarked;
