package org.wirelab.trace;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name of a record component in the JSON lines, where it is not simply its Java name in snake_case.
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Field {
    /// The name as it stands in the JSON lines, such as `rtt_us`.
    String value();
}
