/// `lab tcp --scenario`: connections that go another way than the notes', made to happen on a network of the lab's own.
///
/// Begin with [Scenario] and one of its classes, which read like scripts; then [Stage], what a script has, and
/// [ScenarioSession], who watches.
@NullMarked
package org.wirelab.client.tcp.scenario;

import org.jspecify.annotations.NullMarked;
