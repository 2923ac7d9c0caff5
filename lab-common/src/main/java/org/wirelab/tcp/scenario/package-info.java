/// The connections that go another way than the notes', as documented flows: one class per scenario.
///
/// Begin with [LostSynFlow], then [ScenarioFlows], which lists them all. How they are made to happen stands in
/// `client.tcp.scenario`.
@NullMarked
package org.wirelab.tcp.scenario;

import org.jspecify.annotations.NullMarked;
