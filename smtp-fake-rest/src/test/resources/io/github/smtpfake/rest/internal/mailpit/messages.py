# Writes messages.json, which MailpitMessagesTest reads: messages with what Mailpit 1.33.1 answers about them.
#
#   mailpit --database /tmp/mail.db --smtp 127.0.0.1:1025 --listen 127.0.0.1:8025 &
#   python3 messages.py 1025 8025 > messages.json
import json, smtplib, sys, urllib.parse, urllib.request

PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='


def mail(header, *parts, kind='mixed', boundary='b'):
    """Returns a multipart; each part is a text with its own header."""
    lines = ''.join('--%s\n%s\n' % (boundary, part) for part in parts)
    return '%sContent-Type: multipart/%s; boundary=%s\n\n%s--%s--\n' % (header, kind, boundary, lines, boundary)


TEXT = 'Content-Type: text/plain; charset=utf-8\n\nHello\nplain  part'
HTML = 'Content-Type: text/html; charset=utf-8\n\n<p>Hello <b>HTML</b></p><img src="cid:logo@x">'
LOGO = 'Content-Type: image/png; name=logo.png\nContent-ID: <logo@x>\nContent-Transfer-Encoding: base64\n%s\n' + PNG
ICS = 'Content-Type: text/calendar; method=REQUEST%s\n\nBEGIN:VCALENDAR\nEND:VCALENDAR'
PDF = 'Content-Type: application/pdf; name=terms.pdf\nContent-Disposition: attachment; filename=terms.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0='

MESSAGES = {
    'plain': 'Subject: plain\nMessage-ID: <1@example.org>\n\nl1\nl2\n',
    'folded': 'Subject: A subject of several lines\n\tuntil the\n   end\nDKIM-Signature: a;\n        d=example.org;\n\tb=x\nX-Spaces:   two  spaces\tand a tab  \nx-twice: 1\nX-TWICE: 2\n\nText\n',
    'encoded': 'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n =?utf-8?q?_und_mehr?=\nFrom: =?utf-8?b?w4RkYQ==?= <ada@example.org>\nTo: "Doe, Jane" <jane@example.org>, bob@example.org\nReply-To: reply@example.org\n\nText\n',
    'html': 'Subject: html\nContent-Type: text/html\n\n<p>Hello</p>\n<a href="https://app.example/reset?token=abc">Reset</a>\n',
    'flowed': 'Subject: flowed\nContent-Type: text/plain; format=flowed\n\nline one \ncontinues\n> quote \n> more\n',
    'quoted-printable': 'Subject: qp\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe=20=\nnext\nlast  =\n\nend\n',
    'alternative': mail('Subject: alternative\n', TEXT, HTML, kind='alternative'),
    'blank text': mail('Subject: blank\n', 'Content-Type: text/plain\n\n ', HTML, kind='alternative'),
    'two texts': mail('Subject: texts\n', TEXT, 'Content-Type: text/plain\n\nfooter'),
    'two html': mail('Subject: htmls\n', 'Content-Type: text/html\n\n<p>1</p>', 'Content-Type: text/html\n\n<p>2</p>'),
    'related': mail('Subject: related\n', HTML, LOGO % 'Content-Disposition: inline; filename=logo.png\n', kind='related'),
    'related without disposition': mail('Subject: related\n', HTML, LOGO % '', kind='related'),
    'nested': mail('Subject: nested\n', mail('', TEXT, mail('', HTML, LOGO % 'Content-Disposition: inline\n', kind='related', boundary='d'), kind='alternative', boundary='c'), PDF),
    'amp': mail('Subject: amp\n', TEXT, 'Content-Type: text/x-amp-html\n\n<html amp4email></html>', HTML, kind='alternative'),
    'invitation': mail('Subject: invitation\n', mail('', TEXT, HTML, ICS % '', kind='alternative', boundary='c'), ICS % '; name=invite.ics\nContent-Disposition: attachment; filename=invite.ics'),
    'bounce': mail('Subject: bounce\n', TEXT, 'Content-Type: message/delivery-status\n\nReporting-MTA: dns;x', 'Content-Type: text/rfc822-headers\n\nSubject: x', kind='report'),
    'forwarded': mail('Subject: forwarded\n', TEXT, 'Content-Type: message/rfc822\n\nSubject: inner\n\nInner text'),
    'forwarded as file': mail('Subject: forwarded\n', TEXT, 'Content-Type: message/rfc822; name=inner.eml\nContent-Disposition: attachment\n\nSubject: inner\n\nInner text'),
    'pgp': mail('Subject: pgp\n', 'Content-Type: application/pgp-encrypted\nContent-Description: version\n\nVersion: 1', 'Content-Type: application/octet-stream; name=encrypted.asc\nContent-Disposition: inline; filename=encrypted.asc\n\n-----BEGIN', kind='encrypted'),
    'signed': mail('Subject: signed\n', TEXT, 'Content-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN', kind='signed'),
    'smime': 'Subject: smime\nContent-Type: application/pkcs7-mime; name=smime.p7m\nContent-Disposition: attachment; filename=smime.p7m\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n',
    'binary': 'Subject: binary\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n',
    'binary inline': 'Subject: binary\nContent-Type: image/png\nContent-Disposition: inline; filename=x.png\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n',
    'calendar only': 'Subject: calendar\nContent-Type: text/calendar; name=x.ics\n\nBEGIN:VCALENDAR\n',
    'text as attachment': 'Subject: attached\nContent-Type: text/plain; name=x.txt\nContent-Disposition: attachment; filename=x.txt\n\nText\n',
    'inline text file': mail('Subject: inline\n', TEXT, 'Content-Type: text/plain; name=shown.txt\nContent-Disposition: inline; filename=shown.txt\n\nshown'),
    'text file without disposition': mail('Subject: named\n', TEXT, 'Content-Type: text/plain; name=shown.txt\n\nshown'),
    'csv file': mail('Subject: csv\n', TEXT, 'Content-Type: text/csv; name=x.csv\n\na,b', 'Content-Type: application/octet-stream\n\nraw', PDF),
    'html file': mail('Subject: html file\n', TEXT, 'Content-Type: text/html; name=page.html\nContent-Disposition: attachment; filename=page.html\n\n<p>page</p>'),
    'international names': mail('Subject: names\n', TEXT, "Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf\n\nx", 'Content-Type: application/pdf; name="=?utf-8?q?=C3=BC.pdf?="\nContent-Disposition: attachment\n\nx'),
    'long text': 'Subject: long\n\n' + 'word ' * 60 + '\n',
}
QUERIES = ['has:attachment', 'has:inline', 'bounces', 'hidden@example.org', 'token=abc', 'https://app.example/reset', 'subject:"lines until"', '"plain part"']
UNSUBSCRIBE = [
    '<https://example.com/u>', '<mailto:u@example.com>', '<mailto:u@example.com>, <https://example.com/u>', '<https://example.com/u>,\n <mailto:u@example.com?subject=x>', 'https://example.com/u',
    '<https://example.com/1>, <https://example.com/2>, <mailto:u@example.com>', '<https://example.com/1>, <https://example.com/2>', '<mailto:a@example.com>,<mailto:b@example.com>', '<https://example.com/u> <mailto:u@example.com>',
    '<https://example.com/u>; <mailto:u@example.com>', '(Use this link) <https://example.com/u>', '<https://example.com/u> (comment)', 'before <https://example.com/u>', '<https://example.com/a b>', '<ftp://example.com/u>', '<example.com>',
    '<>', '< https://example.com/u >', '<HTTPS://example.com/u>', '<MAILTO:u@example.com>', '<https://example.com/%zz>', '<https://>', '<mailto:>', '<https://example.com/u', '<mailto:u@example.com>, <https://example.com/u>, ', '<https://exa[mple.com/>', '<https://example.com:port/u>', '<<https://example.com/u>>', '<https://example.com/\u00fc>',
]
for number, value in enumerate(UNSUBSCRIBE):
    MESSAGES['unsubscribe %d' % number] = 'Subject: unsubscribe\nList-Unsubscribe: %s\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n\nText\n' % value


def main(smtp, http):
    results = []
    with smtplib.SMTP('127.0.0.1', smtp) as client:
        client.ehlo()
        for name, text in MESSAGES.items():
            raw = text.replace('\n', '\r\n')
            client.sendmail('bounces@example.com', ['hidden@example.org'], raw.encode(), ['SMTPUTF8'] if not raw.isascii() else [])
            message = ask(http, '/api/v1/message/latest')
            listed = ask(http, '/api/v1/messages?limit=1')['messages'][0]
            headers = ask(http, '/api/v1/message/latest/headers')
            for added in ('Received',) + (('Message-Id',) if 'Message-ID' not in raw else ()):
                headers.pop(added, None)
            kept = {key: message[key] for key in ('Subject', 'From', 'To', 'Cc', 'ReplyTo', 'ReturnPath', 'Text', 'HTML', 'Inline', 'Attachments', 'ListUnsubscribe')}
            found = {query: listed['ID'] in [first['ID'] for first in ask(http, '/api/v1/search?limit=1&query=' + urllib.parse.quote(query))['messages']] for query in QUERIES}
            results.append({'name': name, 'raw': raw, 'message': kept, 'listed': {key: listed[key] for key in ('Subject', 'Attachments', 'Snippet')}, 'headers': headers, 'found': found})
    print('[\n' + ',\n'.join(json.dumps(result) for result in results) + '\n]')


def ask(port, path):
    with urllib.request.urlopen('http://127.0.0.1:%d%s' % (port, path)) as answer:
        return json.load(answer)


main(int(sys.argv[1]), int(sys.argv[2]))
