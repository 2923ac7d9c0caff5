package org.wirelab.client.read;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.OutputOptions;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.run.Summary;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.AnalyzerLimits;
import org.wirelab.wire.CaptureFormatException;
import org.wirelab.wire.CaptureReader;
import org.wirelab.wire.CaptureRewriter;

/// One `lab read`: the readings that a request needs, and what is shown and written of them.
///
/// The overview needs one reading without judges. What is judged (one conversation, or all for JSON lines and for
/// comments) is judged in that same reading. A capture of one conversation is read again for its ladder, and one that
/// is written again is read again for that.
final class ReadSession {

    /// A capture of one conversation with more packets than this waits until the user asks for the ladder.
    private static final long LADDER_AT_ONCE = 50_000;

    /// So much of a stream is kept in case it turns out to be one conversation.
    private static final long KEPT_OF_A_STREAM = 64L << 20;

    private final ReadRequest request;
    private final ReadOutput output;
    private boolean interrupted;

    ReadSession(ReadRequest request, OutputOptions options) throws LabException {
        this.request = request;
        this.output = new ReadOutput(options);
    }

    /// @return what the process is to exit with
    int run() throws LabException {
        try (CaptureSource source = CaptureSource.of(request.capture());
                Annotation annotation = Annotation.below(request.folder(), output.wording())) {
            keep(source, annotation);
            return read(source, annotation);
        } finally {
            output.handOn();
        }
    }

    /// A stream can be read once: what is to be read again is kept.
    private void keep(CaptureSource source, Annotation annotation) throws LabException {
        try {
            if (annotation.isWanted()) {
                source.keep(annotation.folder(), Long.MAX_VALUE);
            } else if (ladderMayFollow()) {
                source.keep(null, KEPT_OF_A_STREAM);
            }
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, "there is no room for a temporary file: " + e.getMessage(), e);
        }
    }

    private int read(CaptureSource source, Annotation annotation) throws LabException {
        CaptureAccount account = new CaptureAccount();
        try (Progress progress = output.progress(source.size(), account::frames, source::taken)) {
            ReadAudience audience = new ReadAudience(
                    request,
                    account,
                    annotation.id(),
                    output.language(),
                    output.listeners(request, annotation),
                    request.ladder() ? Optional.empty() : Optional.of(output.page()),
                    number -> beginsAnother(number, source, annotation),
                    progress::clear);
            AnalyzerLimits limits = limits();
            Reading reading = new Reading(account, request.interfaceName(), request.filter(), limits, audience);
            Optional<String> cutShort = read(source, reading, audience, progress);
            reading.end();
            progress.clear();
            return conclude(source, annotation, reading, audience, cutShort);
        }
    }

    /// @return what kept the capture from being read further
    private Optional<String> read(CaptureSource source, Reading reading, ReadAudience audience, Progress progress)
            throws LabException {
        try (CaptureReader reader = CaptureReader.open(source.open(output::handOn))) {
            reading.read(reader, () -> {
                progress.look();
                return !Thread.currentThread().isInterrupted() && !output.isBroken() && !audience.hasFailed();
            });
            return Optional.empty();
        } catch (CaptureFormatException e) {
            if (Thread.currentThread().isInterrupted()) {
                return Optional.empty();
            }
            throw new LabException(ExitCode.USAGE, source.name() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            if (reading.account().frames() == 0) {
                throw new LabException(ExitCode.USAGE, source.name() + " cannot be read: " + e.getMessage(), e);
            }
            return Optional.of(String.valueOf(e.getMessage()));
        } finally {
            interrupted |= Thread.interrupted();
        }
    }

    private int conclude(
            CaptureSource source,
            Annotation annotation,
            Reading reading,
            ReadAudience audience,
            Optional<String> cutShort)
            throws LabException {
        ExitCode outcome = interrupted ? ExitCode.INTERRUPTED : cutShort.isPresent() ? ExitCode.USAGE : ExitCode.OK;
        if (output.isBroken()) {
            return ExitCode.LACKING.number(); // nobody reads any more: there is nobody to tell
        }
        if (!interrupted && !reading.account().hasInterface(request.interfaceName())) {
            throw new LabException(
                    ExitCode.USAGE,
                    source.name() + " has no packets of an interface '" + request.interfaceName()
                            + "': it has those of " + reading.account().interfaces());
        }
        OverviewPage page = output.page();
        if (!request.ladder()) {
            page.lists(reading.overview());
            page.totals(reading, audience.tls(), audience.dns(), source.name(), request);
        }
        Optional<Summary> summary = audience.end(
                ReadObservation.Totals.of(reading.account(), reading.connections(), reading.letGo()), outcome);
        if (request.ladder()) {
            ladderEnds(source, reading, audience);
        }
        cutShort.ifPresent(why -> page.say("read.cut_short", why));
        if (summary.isPresent() && reading.account().dropped() > 0 && hasMissing(summary.get())) {
            page.say("read.missing_late");
        }
        int exit = summary.map(Summary::exit).orElse(outcome.number());
        if (interrupted) {
            page.say("read.interrupted");
        } else if (annotation.isWanted()) {
            write(source, annotation);
        } else if (exit == ExitCode.OK.number() && summary.isEmpty()) {
            return follow(source, reading);
        }
        return exit;
    }

    /// The one conversation that was asked for, in sum.
    private void ladderEnds(CaptureSource source, Reading reading, ReadAudience audience) throws LabException {
        if (reading.overview().connections() == 0 && !interrupted) {
            throw new LabException(
                    ExitCode.USAGE,
                    source.name() + " has no such conversation: it has " + reading.connections()
                            + ", numbered from 0 (lab read without --conversation lists them)");
        }
        output.page().one(reading, audience.measured(), request);
    }

    /// A capture of one conversation is shown at once; of several, any.
    private int follow(CaptureSource source, Reading reading) throws LabException {
        Overview overview = reading.overview();
        if (overview.connections() == 0) {
            return ExitCode.OK.number();
        }
        if (overview.connections() > 1) {
            output.page().hint(request.capture());
            return ExitCode.OK.number();
        }
        AnalysedConnection only = overview.largest().getFirst();
        if (only.segments() > LADDER_AT_ONCE || !source.canBeReadAgain()) {
            output.page().hint(request.capture(), only.number());
            return ExitCode.OK.number();
        }
        return ladder(source, only.number());
    }

    private int ladder(CaptureSource source, long number) throws LabException {
        ReadRequest one = request.oneLadder(number);
        CaptureAccount account = new CaptureAccount();
        ReadAudience audience = new ReadAudience(
                one,
                account,
                "read",
                output.language(),
                output.listeners(one, Annotation.NONE),
                Optional.empty(),
                _ -> {},
                () -> {});
        Reading reading = new Reading(account, one.interfaceName(), one.filter(), limits(), audience);
        try (CaptureReader reader = CaptureReader.open(source.openAgain())) {
            reading.read(reader, () -> !Thread.currentThread().isInterrupted() && !output.isBroken());
        } catch (IOException e) {
            throw new LabException(
                    ExitCode.USAGE, source.name() + " cannot be read a second time: " + e.getMessage(), e);
        } finally {
            interrupted |= Thread.interrupted();
        }
        reading.end();
        ExitCode outcome = interrupted ? ExitCode.INTERRUPTED : ExitCode.OK;
        Optional<Summary> summary =
                audience.end(ReadObservation.Totals.of(account, reading.connections(), reading.letGo()), outcome);
        output.page().measured(audience.measured());
        return summary.map(Summary::exit).orElse(outcome.number());
    }

    private void write(CaptureSource source, Annotation annotation) throws LabException {
        output.handOn();
        try {
            CaptureRewriter.Result written = annotation.write(source.openAgain());
            output.page().say("read.written", annotation.target(), Amount.number(written.commented()));
        } catch (IOException e) {
            interrupted |= Thread.interrupted();
            throw new LabException(
                    interrupted ? ExitCode.INTERRUPTED : ExitCode.LACKING,
                    annotation.target() + " could not be written: " + e.getMessage(),
                    e);
        }
    }

    private AnalyzerLimits limits() {
        AnalyzerLimits usual = AnalyzerLimits.DEFAULT;
        return new AnalyzerLimits(request.mostKnown(), usual.segments(), usual.allSegments());
    }

    private void beginsAnother(long number, CaptureSource source, Annotation annotation) {
        if (number > 0 && !annotation.isWanted()) {
            source.keepNoMore(); // no ladder will follow by itself
        }
    }

    private boolean ladderMayFollow() {
        return !request.ladder() && !output.json();
    }

    private static boolean hasMissing(Summary summary) {
        @Nullable Integer missing = summary.counts().get("missing");
        return missing != null && missing > 0;
    }
}
