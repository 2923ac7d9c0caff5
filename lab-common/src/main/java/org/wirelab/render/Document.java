package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.flow.Verdict;

/// A page as blocks that say what it says and not how it looks: [HtmlDocument] shows it in a browser,
/// [PlainDocument] in a terminal. Whatever stands in it may come from a stranger: how it is made harmless is the
/// business of those two.
///
/// @param language the tag of the language that it is written in, `en`
/// @param lead what it says in a sentence, below its title
public record Document(String language, String title, String lead, List<Block> blocks) {

    public Document {
        blocks = List.copyOf(blocks);
    }

    /// A part of a page.
    public sealed interface Block {}

    /// The title of what follows.
    public record Heading(String text) implements Block {}

    /// Sentences.
    public record Paragraph(String text) implements Block {}

    /// A thing and what it is, perhaps with the reason.
    ///
    /// @param why the empty string where there is nothing to explain
    public record Fact(String name, String value, String why) implements Block {}

    /// What somebody offered, in order, and what was made of each.
    public record Choices(String name, List<Choice> choices) implements Block {
        public Choices {
            choices = List.copyOf(choices);
        }
    }

    /// One of several.
    public record Choice(String text, Mark mark) {}

    /// What was made of an offer.
    public enum Mark {
        /// Nothing.
        PLAIN,
        /// It was chosen.
        CHOSEN,
        /// It stands for nothing and is to be passed over.
        ASIDE
    }

    /// A message from one side to the other.
    ///
    /// @param rightward whether it goes from the left party to the right one
    /// @param aside its size, say
    public record Message(boolean rightward, String name, String aside, List<String> details) implements Block {
        public Message {
            details = List.copyOf(details);
        }
    }

    /// A value that was computed.
    ///
    /// @param sign ✓ for one that a second computation confirms
    /// @param formula how it comes about
    /// @param command what to type to compute it oneself; null where there is nothing to compute
    public record Value(
            String name,
            String sign,
            String value,
            String formula,
            @Nullable String command) implements Block {}

    /// A sentence that was held against what was seen.
    ///
    /// @param why the empty string where there is nothing to explain
    public record Judged(String id, Verdict verdict, String label, String sentence, String why, String reference)
            implements Block {}

    /// A page that is being written.
    public static final class Builder {
        private final List<Block> blocks = new ArrayList<>();

        /// Adds a block.
        public Builder add(Block block) {
            blocks.add(block);
            return this;
        }

        /// Adds a fact, unless there is nothing to say.
        public Builder fact(String name, String value, String why) {
            return value.isEmpty() ? this : add(new Fact(name, value, why));
        }

        /// Adds choices, unless nothing was offered.
        public Builder choices(String name, List<Choice> choices) {
            return choices.isEmpty() ? this : add(new Choices(name, choices));
        }

        /// The page.
        public Document build(String language, String title, String lead) {
            return new Document(language, title, lead, blocks);
        }
    }
}
