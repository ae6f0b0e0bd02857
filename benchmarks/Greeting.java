import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Reads the greeting of a server. */
final class Greeting {

    private Greeting() {}

    /** Connects, and returns when the complete greeting has arrived. */
    static void await(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            read(socket);
        }
    }

    static void read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] line = new byte[512];
        int length = 0;
        while (length == 0 || line[length - 1] != '\n') {
            int count = in.read(line, length, line.length - length);
            if (count <= 0) {
                throw new IOException("The server closed the connection without a greeting");
            }
            length += count;
        }
        if (line[0] != '2') {
            throw new IOException("The server rejected the connection");
        }
    }
}
