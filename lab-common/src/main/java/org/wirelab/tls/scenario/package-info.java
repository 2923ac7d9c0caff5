/// The TLS connections that go wrong, as documented flows: what is at fault or interferes, who notices, by which check.
///
/// Begin with [CertificateFlows], then [ScenarioFlows], which lists them all. How they are made to happen stands in
/// `client.tls.scenario`.
@NullMarked
package org.wirelab.tls.scenario;

import org.jspecify.annotations.NullMarked;
