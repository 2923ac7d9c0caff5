package org.wirelab.arq;

/// The two ends of a transfer by their names in the trace: endpoints as they stand in the conversation.
public record Ends(String sender, String receiver) {}
