package io.github.smtpfake.rest.testing;

import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.rcptTo;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.testing.SmtpClient;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** Mail as an application sends it, for pictures and for looking at the web inbox. */
public final class DemoMail {
    private DemoMail() {}

    /** Sends all of it. The newest message is a registration with a code, text, HTML and attachments. */
    public static void sendTo(SmtpFakeServer smtp) {
        smtp.on(rcptTo("full@example.org")).reply("452 4.2.2 Mailbox full");
        smtp.on(endOfData().header("Subject", "Invoice")).times(3).reply("451 4.3.0 Try again later");
        send(smtp, "newsletter@example.com", "Autumn collection: 20 % off until Sunday", "ada@example.org", "");
        send(
                smtp,
                "alerts@example.com",
                "Disk usage of db-2 is at 91 %",
                "ops@example.org",
                "Host db-2, mount /var.\r\n");
        plain(smtp, "", "Undelivered Mail Returned to Sender", "MAILER-DAEMON@example.com", "bounces@example.org");
        send(smtp, "shop@example.com", "Your order 2026-1183 has been shipped", "grace@example.net", "");
        report(smtp);
        plain(smtp, "no-reply@example.com", "", "no-reply@example.com", "alan@example.org");
        send(smtp, "shop@example.com", "How was your purchase?", "grace@example.net", "");
        reject(smtp);
        broken(smtp);
        invoice(smtp);
        send(
                smtp,
                "team@example.com",
                "=?utf-8?q?Z=C3=BCrich_=E2=80=93_Besprechung_am_Dienstag?=",
                "edsger@example.org",
                "");
        send(smtp, "security@example.com", "New sign-in to your account", "ada@example.org", "");
        registration(smtp);
    }

    private static void deliver(SmtpFakeServer smtp, String sender, String message, List<String> recipients) {
        SmtpClient.sendMessage(
                smtp.port(), sender, message.getBytes(StandardCharsets.UTF_8), recipients.toArray(String[]::new));
    }

    private static void send(SmtpFakeServer smtp, String sender, String subject, String recipient, String text) {
        deliver(
                smtp,
                sender,
                "From: " + name(sender) + " <" + sender + ">\r\nTo: " + recipient + "\r\nSubject: " + subject
                        + "\r\nDate: Mon, 23 Nov 2026 10:15:30 +0000\r\nMessage-ID: <"
                        + Integer.toHexString(subject.hashCode())
                        + "@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + (text.isEmpty() ? "Hello,\r\n\r\nthis is an automatic message.\r\n" : text),
                List.of(recipient));
    }

    private static String name(String address) {
        String local = address.substring(0, address.indexOf('@'));
        return Character.toUpperCase(local.charAt(0)) + local.substring(1) + " at Example";
    }

    private static void plain(SmtpFakeServer smtp, String sender, String subject, String from, String recipient) {
        deliver(
                smtp,
                sender,
                "From: " + from + "\r\nTo: " + recipient + "\r\n"
                        + (subject.isEmpty() ? "" : "Subject: " + subject + "\r\n") + "\r\nHello\r\n",
                List.of(recipient));
    }

    private static void report(SmtpFakeServer smtp) {
        String rows = "date;visits\r\n2026-11-20;1280\r\n2026-11-21;1412\r\n2026-11-22;990\r\n";
        deliver(
                smtp,
                "reports@example.com",
                "From: Reports <reports@example.com>\r\n"
                        + "To: ops@example.org, grace@example.net\r\n"
                        + "Subject: Weekly report\r\n"
                        + "Date: Mon, 23 Nov 2026 06:00:00 +0000\r\n"
                        + "Message-ID: <r1@example.com>\r\n"
                        + "MIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                        + "--b\r\n"
                        + "Content-Type: text/plain\r\n\r\n"
                        + "The figures of last week are attached.\r\n"
                        + "--b\r\n"
                        + "Content-Type: text/csv; name=visits.csv\r\n"
                        + "Content-Disposition: attachment; filename=visits.csv\r\n\r\n"
                        + rows + "--b--\r\n",
                List.of("ops@example.org", "grace@example.net"));
    }

    private static void reject(SmtpFakeServer smtp) {
        try (SmtpClient client = SmtpClient.connect(smtp.port())) {
            client.expect("220");
            client.command("EHLO worker-3.example.com", "250");
            client.command("MAIL FROM:<shop@example.com>", "250");
            client.command("RCPT TO:<full@example.org>", "452");
            client.command("QUIT", "221");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void broken(SmtpFakeServer smtp) {
        try (SmtpClient client = SmtpClient.connect(smtp.port())) {
            client.expect("220");
            client.command("EHLO laptop.local", "250");
            client.command("MAIL FROM:<shop@example.com>", "250");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void invoice(SmtpFakeServer smtp) {
        try (SmtpClient client = SmtpClient.connect(smtp.port())) {
            client.expect("220");
            client.command("EHLO billing.example.com", "250");
            client.command("MAIL FROM:<billing@example.com>", "250");
            client.command("RCPT TO:<grace@example.net>", "250");
            client.command("DATA", "354");
            client.command("Subject: Invoice 4711\r\n\r\nSee attachment.\r\n.", "451");
            client.command("QUIT", "221");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String logo() {
        BufferedImage image = new BufferedImage(80, 80, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(0x2f5fd0));
        graphics.fillOval(0, 0, 80, 80);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.drawPolyline(new int[] {24, 36, 58}, new int[] {42, 54, 30}, 3);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getMimeEncoder().encodeToString(png.toByteArray());
    }

    /** Has a Bcc recipient, remote images, a code, an inline image and an attachment. */
    private static void registration(SmtpFakeServer smtp) {
        String html = """
            <!DOCTYPE html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
            <style>
            body { margin: 0; font-family: Helvetica, Arial, sans-serif; background: #f3f5f9; color: #1f2733; }
              .card { max-width: 520px; margin: 32px auto; padding: 36px 40px; background: #fff; border-radius: 14px; }
            h1 { font-size: 24px; margin: 18px 0 10px; } p { line-height: 1.6; }
              .code { font: 700 30px monospace; letter-spacing: 6px; padding: 16px 0; }
              .button { display: inline-block; padding: 12px 24px; border-radius: 8px; background: #2f5fd0; color: #fff; text-decoration: none; }
              .small { color: #667; font-size: 13px; }
            @media (prefers-color-scheme: dark) { body { background: #14171c; color: #e3e7ee; } .card { background: #1e232b; } .small { color: #9aa3b2; } }
            </style></head><body><div class="card"><img src="cid:logo" width="40" height="40" alt="">
            <h1>Welcome, Ada!</h1><p>Enter this code to confirm your address. It is valid for ten minutes.</p>
            <div class="code">482 913</div><p><a class="button" href="https://app.example.com/confirm?token=3f9a">Confirm address</a></p>
            <p class="small">You receive this mail because somebody registered with your address.
            <a href="https://app.example.com/unsubscribe">Unsubscribe</a></p>
            <img src="https://track.example.com/open.gif?id=77" width="1" height="1" alt=""></div></body></html>
            """.replace("\n", "\r\n");
        deliver(
                smtp,
                "bounces+77@app.example.com",
                "From: \"Example App\" <welcome@app.example.com>\r\n"
                        + "To: Ada Lovelace <ada@example.org>\r\n"
                        + "Reply-To: support@app.example.com\r\n"
                        + "Subject: Confirm your address\r\n"
                        + "Date: Mon, 23 Nov 2026 10:15:30 +0000\r\n"
                        + "Message-ID: <confirm-77@app.example.com>\r\n"
                        + "X-Tags: registration\r\n"
                        + "List-Unsubscribe: <https://app.example.com/unsubscribe>\r\n"
                        + "MIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/mixed; boundary=mixed\r\n\r\n"
                        + "--mixed\r\n"
                        + "Content-Type: multipart/alternative; boundary=alt\r\n\r\n"
                        + "--alt\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n\r\n"
                        + "Welcome, Ada!\r\n\r\n"
                        + "Your code is 482913.\r\n\r\n"
                        + "https://app.example.com/confirm?token=3f9a\r\n\r\n"
                        + "--alt\r\n"
                        + "Content-Type: multipart/related; boundary=rel\r\n\r\n"
                        + "--rel\r\n"
                        + "Content-Type: text/html;"
                        + " charset=utf-8\r\n\r\n" + html + "\r\n"
                        + "--rel\r\n"
                        + "Content-Type: image/png;"
                        + " name=logo.png\r\n"
                        + "Content-ID: <logo>\r\n"
                        + "Content-Disposition: inline;"
                        + " filename=logo.png\r\n"
                        + "Content-Transfer-Encoding:"
                        + " base64\r\n\r\n" + logo()
                        + "\r\n"
                        + "--rel--\r\n\r\n"
                        + "--alt--\r\n\r\n"
                        + "--mixed\r\n"
                        + "Content-Type: application/pdf; name=terms.pdf\r\n"
                        + "Content-Disposition: attachment; filename=terms.pdf\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder()
                                .encodeToString("%PDF-1.7 not really".repeat(80).getBytes(StandardCharsets.US_ASCII))
                        + "\r\n--mixed--\r\n",
                List.of("ada@example.org", "audit@example.org"));
    }
}
