package org.example.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An application that sends mail without a library, so that the project needs none. */
record Signup(String host, int port) {

    void signUp(String address) throws IOException {
        try (Socket socket = new Socket(host, port);
                BufferedReader replies = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            requireSuccess(replies);
            for (String line : new String[] {
                "HELO client.test",
                "MAIL FROM:<app@example.org>",
                "RCPT TO:<" + address + ">",
                "DATA",
                "Subject: Welcome\r\n\r\nHello\r\n.",
                "QUIT"
            }) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                requireSuccess(replies);
            }
        }
    }

    private static void requireSuccess(BufferedReader replies) throws IOException {
        String reply = replies.readLine();
        if (!reply.startsWith("2") && !reply.startsWith("3")) {
            throw new IOException(reply);
        }
    }
}
