/// `lab dns --scenario NAME`: the lookups that go wrong, or another way than expected, played on the miniature
/// Internet.
@NullMarked
package org.wirelab.client.dns.scenario;

import org.jspecify.annotations.NullMarked;
