package org.wirelab.wire;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalLong;

/// One piece of a capture file, in the order of the file: what a reader gives and a writer takes.
public sealed interface CaptureBlock {
    /// An interface whose frames follow. A pcap file has one, without a name.
    ///
    /// @param name empty where the file does not say
    /// @param snapLength how many bytes of each frame are kept at most; 0 for all
    record Interface(String name, LinkType linkType, int snapLength) implements CaptureBlock {}

    /// @param comments as people and programs wrote them to the frame, UTF-8 in the file
    record Frame(CapturedFrame frame, List<String> comments) implements CaptureBlock {
        public Frame {
            comments = List.copyOf(comments);
        }
    }

    /// Secrets that open the traffic of the frames after them.
    ///
    /// @param type what the data is, such as `TLS_KEY_LOG`
    record Secrets(int type, Octets data) implements CaptureBlock {
        /// NSS key log lines.
        public static final int TLS_KEY_LOG = 0x544c534b;
    }

    /// Names that the capturing program knew.
    record Names(List<Name> names) implements CaptureBlock {
        public Names {
            names = List.copyOf(names);
        }
    }

    record Name(InetAddress address, List<String> names) {
        public Name {
            names = List.copyOf(names);
        }
    }

    /// What an interface counted until `epochNanos`.
    record Statistics(String interfaceName, long epochNanos, OptionalLong received, OptionalLong dropped)
            implements CaptureBlock {}

    /// Bytes that do not follow the format, in one piece. What could be read before them (and after them, if more
    /// blocks come) holds, but the packet right before may have lost bytes and hold some of its successor's.
    ///
    /// @param offset bytes from the beginning of the file (of what it holds, if it is compressed), from 0
    /// @param skipped how many bytes were left out
    record Damage(long offset, long skipped, String problem) implements CaptureBlock {
        /// Offset, problem and extent.
        @Override
        public String toString() {
            return "offset " + offset + ": " + problem + "; " + skipped + " bytes skipped";
        }
    }
}
