package org.wirelab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A conversation's id and the two endpoints in it.
class ConversationTest {

    @Test
    void endpointsStandInTheIdWithOrWithoutANumber() {
        for (Conversation each : new Conversation[] {
            Conversation.between("[::1]:41514", "192.0.2.2:80"), Conversation.between("[::1]:41514", "192.0.2.2:80", 17)
        }) {
            assertThat(each.initiator()).isEqualTo("[::1]:41514");
            assertThat(each.responder()).isEqualTo("192.0.2.2:80");
            assertThat(each.beganAt("[::1]:41514")).isTrue();
        }
    }

    @Test
    void theSameEndpointsMeetAgainUnderAnotherNumber() {
        assertThat(Conversation.between("a:1", "b:2", 3)).isNotEqualTo(Conversation.between("a:1", "b:2", 4));
        assertThat(Conversation.between("a:1", "b:2", 3)).hasToString("a:1-b:2#3");
    }

    @Test
    void aNameWithoutTwoEndpointsIsItsOwnInitiator() {
        assertThat(new Conversation("www.example.com#A").initiator()).isEqualTo("www.example.com#A");
        assertThat(new Conversation("www.example.com#A").responder()).isEmpty();
    }
}
