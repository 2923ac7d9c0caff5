package org.wirelab.tls;

import java.io.IOException;

/// What the lab's engine asks of either protocol beyond what Bouncy Castle's offers.
interface Tapped {

    /// Ends the connection with this fatal alert for what the peer has sent.
    void refuse(short alert, String why) throws IOException;

    /// An alert that waits to be sent before there is a version to send it in, taken out.
    byte[] earlyAlert();
}
