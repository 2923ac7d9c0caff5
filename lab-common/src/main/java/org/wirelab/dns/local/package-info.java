/// This host's own files of name resolution, read: hosts(5), nsswitch.conf(5), resolv.conf(5). Pure: the text comes in.
@NullMarked
package org.wirelab.dns.local;

import org.jspecify.annotations.NullMarked;
