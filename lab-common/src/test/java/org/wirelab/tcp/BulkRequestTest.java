package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkRequestTest {
    @Property
    void whatIsWrittenIsRead(
            @ForAll boolean reverse,
            @ForAll @IntRange(min = 1, max = 999_999_999) int millis,
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long bytes) {
        BulkRequest request = new BulkRequest(reverse, Duration.ofMillis(millis), bytes);

        assertThat(BulkRequest.parse(request.line())).contains(request);
        assertThat(request.line()).endsWith("\n").hasSizeLessThanOrEqualTo(Greeting.LONGEST);
    }

    @Property
    void aReportIsReadAsItIsWritten(
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long bytes,
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long micros) {
        BulkRequest.Report report = new BulkRequest.Report(bytes, micros);

        assertThat(BulkRequest.Report.parse(report.line())).contains(report);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WIRELAB/1 bulk=both ms=1 bytes=0",
                "WIRELAB/1 bulk=send ms=0 bytes=0",
                "WIRELAB/1 bulk=send ms=-1 bytes=0",
                "WIRELAB/1 bulk=send ms=9999999999 bytes=0",
                "WIRELAB/1 bulk=send ms=1 bytes=9999999999999999999",
                "bulk=send ms=1 bytes=0",
                "WIRELAB/1 bulk=send ms=1 bytes=0 more"
            })
    void whatIsNoRequestIsNone(String line) {
        assertThat(BulkRequest.parse(line)).isEmpty();
    }
}
