package org.wirelab.client.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.wirelab.flow.Finding;
import org.wirelab.render.FindingComment;
import org.wirelab.run.RunListener;
import org.wirelab.run.Wording;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Frame;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Worded;

/// What is to be written to the frames of a capture: each finding on the frames that prove it, each remark of the
/// analysis on its own.
final class CommentListener implements RunListener {

    private final CommentSpool spool;
    private final Wording wording;
    private long frame;
    private Conversation conversation = Conversation.RUN;

    CommentListener(CommentSpool spool, Wording wording) {
        this.spool = spool;
        this.wording = wording;
    }

    @Override
    public void entry(Entry entry) {
        try {
            if (entry.observation() instanceof Frame shown && shown.frame() > 0) {
                frame = shown.frame();
                conversation = entry.conversation();
                spool.frame(entry.number(), frame);
            } else if (entry.conversation().equals(conversation)
                    && entry.vantage().side() == Side.LINK) {
                // a remark follows the segment that it is about, and so does what was read out of its octets
                spool.frame(entry.number(), frame);
                if (entry.observation() instanceof Worded remark
                        && entry.vantage().source() == Source.CAPTURE) {
                    spool.comment(entry.number(), RemarkComment.of(remark, wording));
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void concluded(List<Finding> findings) {
        try {
            for (Finding finding : findings) {
                String text = FindingComment.of(finding, wording);
                for (long entry : finding.evidence()) {
                    spool.comment(entry, text);
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static UncheckedIOException failure(IOException e) {
        return new UncheckedIOException("the comments cannot be kept: " + e.getMessage(), e);
    }
}
