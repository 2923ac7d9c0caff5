package org.wirelab.tls.record;

import java.util.List;
import java.util.Optional;
import org.wirelab.tls.Bytes;

/// What came of opening a record.
///
/// @param contentType the number of the content's type (RFC 8446 §B.1), -1 when the record did not open
/// @param content what its sender protected; empty when the record did not open
/// @param failed the check that it failed, empty when it opened
/// @param parts the record taken apart, in the order of reading; empty unless asked for
public record OpenedRecord(int contentType, Bytes content, Optional<RecordCheck> failed, List<RecordPart> parts) {

    public OpenedRecord {
        parts = List.copyOf(parts);
    }

    static OpenedRecord of(int contentType, Bytes content, PartList parts) {
        return new OpenedRecord(contentType, content, Optional.empty(), parts.parts());
    }

    static OpenedRecord failed(RecordCheck check, PartList parts) {
        return new OpenedRecord(-1, Bytes.EMPTY, Optional.of(check), parts.parts());
    }

    /// True when every check held.
    public boolean opened() {
        return failed.isEmpty();
    }
}
