# Writes html.json, which HtmlTextTest reads: HTML with the text and the snippet that Mailpit 1.33.1 makes from it.
#
#   mailpit --database /tmp/mail.db --smtp 127.0.0.1:1025 --listen 127.0.0.1:8025 &
#   python3 html.py 1025 8025 > html.json
import base64, json, smtplib, sys, urllib.request

PIECES = [
    '<p>Hello <b>you</b></p>', '<a href="https://app.example/reset?a=1&amp;b=2">Reset</a>', '<a href="https://same.example">https://same.example</a>',
    '<a href="mailto:ada@example.org">Write</a>', '<a href="mailto:ada@example.org">ada@example.org</a>', '<a href="#top">Top</a>', '<a name="x">anchor</a>',
    '<a href=" https://space.example ">  spaced  </a>', '<a href="https://img.example"><img src="x.png" alt="Logo"></a>', '<a href="https://img.example"><img src="x.png"></a>',
    '<a href="https://two.example"><b>Two</b> parts</a>', '<ul><li>one</li><li>two</li></ul>', '<ol><li>first<li>second</ol>', '<h1>Title</h1>', '<h2>A longer title of two\nlines</h2>',
    '<h3>Third <i>level</i></h3>', '<h4>Fourth</h4>', '<div>one</div><div>two</div>', '<div><div>nested</div></div>', '<div>a<div>b</div>c</div>', 'text<br>after<br/>break<br />end',
    '<table><tr><th>Head</th><td>cell</td></tr><tr><td>x</td><td>y</td></tr></table>', '<blockquote>Quoted text</blockquote>',
    '<blockquote>' + 'many words in a quotation ' * 9 + '<blockquote>inner ' + 'x' * 90 + ' end</blockquote>last</blockquote>', '<pre>  pre\n   formatted\ttext\n</pre>',
    '<style>p {color: red}</style>', '<script>var x = 1;</script>', '<title>Title</title>', 'a&nbsp;b &amp; c &lt;d&gt; &copy; &euro;', '<span>in</span><span>line</span>', '<strong> bold </strong>.',
    '<em>emphasis</em>, then', '<p>.dot</p>', '<p>   </p>', '<p>\n\n</p>', 'Grüße 😀 \u00a0x', '<img src="a.png" alt="Alt">text', '<hr>', '<p>unclosed <b>bold', '<td>cell</td>', '<!-- comment -->after', '<textarea>area</textarea>',
    '<select><option>a<option>b</select>', '<button>Press</button>', 'x\ufeffy', '<dl><dt>Term<dd>Data</dl>', '<center>mid</center>', '<A HREF="HTTPS://UPPER.example">Upper</A>', '<p>' + 'word ' * 60 + '</p>', '<p>' + 'ü' * 150 + '</p>', '<p>' + 'x' * 199 + '€€</p>',
]
DOCUMENTS = PIECES + [
    '<html><head><title>T</title><style>x</style></head><body><p>Hi</p>\r\n<p>There</p></body></html>',
    '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n</head>\n<body>\n  <h1>Welcome</h1>\n  <p>Please\n   <a href="https://x.example/confirm?token=abc">confirm</a>.</p>\n  <p>Bye</p>\n</body>\n</html>\n',
    '<div dir="ltr">Hi Bob,<div><br></div><div>see <b>this</b></div></div><br><div class="q">On Monday, Ada wrote:<br><blockquote>old<br>text</blockquote></div>',
    '   ', '<p></p>', '<img src=x>', '<a href="x"></a>', 'plain words only',
]


def main(smtp, http):
    for i, first in enumerate(PIECES):
        for step in (1, 7, 23):
            DOCUMENTS.append(first + ('', ' ', '\r\n')[i % 3] + PIECES[(i * step + step) % len(PIECES)] + PIECES[(i + 5 * step) % len(PIECES)])
    results = []
    with smtplib.SMTP('127.0.0.1', smtp) as client:
        for html in DOCUMENTS:
            body = base64.encodebytes(html.encode()).decode().replace('\n', '\r\n')
            client.sendmail('a@example.org', ['b@example.org'], 'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n' + body)
            message = ask(http, '/api/v1/message/latest')
            listed = ask(http, '/api/v1/messages?limit=1')['messages'][0]
            results.append({'html': html, 'text': message['Text'], 'snippet': listed['Snippet']})
    print('[\n' + ',\n'.join(json.dumps(result) for result in results) + '\n]')


def ask(port, path):
    with urllib.request.urlopen('http://127.0.0.1:%d%s' % (port, path)) as answer:
        return json.load(answer)


main(int(sys.argv[1]), int(sys.argv[2]))
