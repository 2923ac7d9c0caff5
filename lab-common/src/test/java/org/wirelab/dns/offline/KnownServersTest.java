package org.wirelab.dns.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;

class KnownServersTest {

    private static final Name SERVER = Name.fromConstantString("ns.example.");

    private final KnownServers servers = new KnownServers();

    @Test
    void aReferralTellsWhichZoneItsServersServe() throws Exception {
        InetAddress address = InetAddress.getByName("192.0.2.53");
        refer("example.");
        servers.learn(glue(address));

        assertThat(servers.zoneOf(address, Name.fromConstantString("www.example.")))
                .contains(Name.fromConstantString("example."));
        assertThat(servers.nameOf(address, Name.fromConstantString("example."))).isEqualTo(SERVER);
    }

    /// Whoever wrote the capture, it does not fill the memory.
    @Test
    void aCaptureFullOfReferralsTeachesOnlySoMuch() throws Exception {
        for (int zone = 0; zone < KnownServers.MOST + 10; zone++) {
            refer("z" + zone + ".");
        }
        InetAddress address = InetAddress.getByName("192.0.2.53");
        servers.learn(glue(address));

        assertThat(servers.zoneOf(address, Name.fromConstantString("www.z1."))).isEmpty();
        assertThat(servers.zoneOf(InetAddress.getByName("198.41.0.4"), Name.fromConstantString("www.example.")))
                .contains(Name.root);
    }

    private void refer(String zone) throws Exception {
        Message referral = new Message();
        referral.addRecord(new NSRecord(Name.fromString(zone), DClass.IN, 60, SERVER), Section.AUTHORITY);
        servers.refer(referral);
    }

    private static Message glue(InetAddress address) {
        Message message = new Message();
        message.addRecord(new ARecord(SERVER, DClass.IN, 60, address), Section.ADDITIONAL);
        return message;
    }
}
