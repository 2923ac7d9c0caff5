package org.wirelab.congestion;

import java.util.List;
import java.util.stream.Collectors;
import org.wirelab.congestion.KernelObservation.Agreement;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Step;
import org.wirelab.trace.Source;

/// What link, wire and kernel count of one transfer has to agree: two sentences beside those of the notes.
public final class AgreementFlow {

    /// Text key: the counts differ, and this machine had no time for the link.
    public static final String LATE = "congestion.agreement.late";

    private static final Letter<String> LOSSES = Letter.of("losses");
    private static final Letter<String> RETRANSMISSIONS = Letter.of("retransmissions");

    /// The flow `agreement`.
    public static final Flow FLOW = Flow.of(
            "agreement",
            step("agreement.losses", "losses", LOSSES),
            step("agreement.retransmissions", "retransmissions", RETRANSMISSIONS));

    private AgreementFlow() {}

    private static Step<?> step(String id, String what, Letter<String> letter) {
        return Step.of(id, Agreement.class, agreement -> agreement.what().equals(what))
                .seenBy(Source.TCP_INFO)
                .let(letter, AgreementFlow::inWords)
                .check("all of them count the same", Agreement::agree)
                .differsWhen(
                        Agreement.class,
                        (agreement, _) -> agreement.what().equals(what)
                                && "congestion.agreement.spurious".equals(agreement.why()),
                        "congestion.agreement.spurious",
                        agreement -> List.of(inWords(agreement)))
                .differsWhen(
                        Agreement.class,
                        (agreement, _) ->
                                agreement.what().equals(what) && "congestion.agreement.probe".equals(agreement.why()),
                        "congestion.agreement.probe",
                        agreement -> List.of(inWords(agreement)))
                .differsWhen(
                        Agreement.class,
                        (agreement, _) -> agreement.what().equals(what)
                                && "congestion.agreement.unfinished".equals(agreement.why()),
                        "congestion.agreement.unfinished",
                        agreement -> List.of(inWords(agreement)))
                .notApplicableWhen(
                        Agreement.class,
                        (agreement, _) -> agreement.what().equals(what) && LATE.equals(agreement.why()),
                        LATE)
                .unobservableWhen(
                        Unseen.class,
                        (unseen, _) -> !unseen.what().equals("window"), // counts ask for no window
                        "congestion.lacking",
                        CongestionFlows::why)
                .unordered();
    }

    private static String inWords(Agreement agreement) {
        return agreement.counts().entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
