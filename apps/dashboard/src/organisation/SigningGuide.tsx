// How a message is signed, in or out, told so that the other side's engineers need nothing else; in comes with a command to try.
import { Typography } from 'antd';
import { useWords } from '../shared/words';

type Props = { way: 'in'; url: string } | { way: 'out' };

/** The whole of a signed push in one shell: what stands here is what the tests of the pages run. */
const command = (url: string): string => `URL='${url}'
SECRET='whsec_…'
BODY='[{"externalId":"demo-1","channel":"hotline","title":"路灯不亮","body":"桥东路的路灯坏了五天。"}]'
ID="msg-$(date +%s)"; TS=$(date +%s)
KEY=$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')
SIG=$(printf '%s.%s.%s' "$ID" "$TS" "$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)
curl -X POST "$URL" -H 'content-type: application/json' -H "webhook-id: $ID" -H "webhook-timestamp: $TS" \\
  -H "webhook-signature: v1,$SIG" -d "$BODY"`;

export function SigningGuide(props: Props) {
  const { t } = useWords();
  const isIn = props.way === 'in';
  return (
    <details style={{ marginTop: 16 }}>
      <summary>{t(isIn ? 'organisation.signing.in' : 'organisation.signing.out')}</summary>
      <ul style={{ paddingInlineStart: 20, overflowWrap: 'anywhere' }}>
        <li>{t(isIn ? 'organisation.signing.bodyIn' : 'organisation.signing.bodyOut')}</li>
        <li>{t('organisation.signing.headers')}</li>
        <li>
          {t('organisation.signing.formula')}
          <div>
            <code>
              v1,base64(HMAC-SHA256(base64-decode(SECRET − whsec_), webhook-id + "." + webhook-timestamp + "."
              + body))
            </code>
          </div>
        </li>
        <li>{t(isIn ? 'organisation.signing.answersIn' : 'organisation.signing.answersOut')}</li>
        <li>
          <a href="/api/docs" target="_blank" rel="noreferrer">
            {t('organisation.signing.fields')}
          </a>{' '}
          ·{' '}
          <a href="https://www.standardwebhooks.com/" target="_blank" rel="noreferrer">
            Standard Webhooks
          </a>
        </li>
      </ul>
      {props.way === 'in' && (
        <>
          <p className="quiet">{t('organisation.signing.tryIt')}</p>
          <Typography.Paragraph
            copyable={{
              text: command(props.url),
              tooltips: [t('app.common.copy'), t('app.common.copied')],
            }}
          >
            <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{command(props.url)}</pre>
          </Typography.Paragraph>
        </>
      )}
    </details>
  );
}
