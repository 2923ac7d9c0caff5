package org.wirelab.client.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.BulkRequest;

class BulkOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "10,10000,0",
        "0.5,500,0",
        "3s,3000,0",
        "64k,60000,64000",
        "500M,60000,500000000",
        "1.5GB,60000,1500000000"
    })
    void anAmountIsSecondsOrBytes(String amount, long millis, long bytes) throws LabException {
        BulkRequest request =
                BulkOptions.parse(amount, false, 1, Duration.ofSeconds(10)).request();

        assertThat(request).isEqualTo(new BulkRequest(false, Duration.ofMillis(millis), bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0", "0s", "0M", "61", "ten", "10 s", "5T", "1e9", "99999999999999999999"})
    void anythingElseIsAUsersMistake(String amount) {
        assertThatThrownBy(() -> BulkOptions.parse(amount, false, 1, Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        LabException.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void theServersLongestTimeIsAllowed() throws LabException {
        assertThat(BulkOptions.parse("60", true, 0, Duration.ofSeconds(10))
                        .request()
                        .reverse())
                .isTrue();
    }
}
