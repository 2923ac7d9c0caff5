@NullMarked
package org.wirelab.client.dns.scenario;

import org.jspecify.annotations.NullMarked;
