package io.github.smtpfake.internal.text;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The loopback address that servers listen on unless another address is set. */
public final class LoopbackAddress {

    private LoopbackAddress() {}

    /**
     * Returns 127.0.0.1, also where the JVM prefers IPv6. Its own loopback address would then be ::1, which neither the
     * documentation nor the settings of applications name.
     */
    public static InetAddress get() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an IPv4 address", e);
        }
    }
}
