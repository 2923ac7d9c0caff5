/// What this host does before it asks anybody: its caches, looked into one by one, its files, and whom it would ask.
@NullMarked
package org.wirelab.client.dns.local;

import org.jspecify.annotations.NullMarked;
