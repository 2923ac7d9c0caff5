package org.wirelab.trace;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name of a record of observations in the JSON lines, such as `tcp.segment`: protocol, dot, what was seen.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Kind {
    /// The name, unique among all observations.
    String value();
}
