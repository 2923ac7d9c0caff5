/// What is documented of each way in which a lookup can go wrong, or another way than expected: the flows of `lab dns
/// --scenario NAME`.
@NullMarked
package org.wirelab.dns.scenario;

import org.jspecify.annotations.NullMarked;
