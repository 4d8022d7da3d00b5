/** The second factor on the account page: off, waiting for its first code, or on. */
import { qrSvg } from '../../documents/write/pdf/qr.ts';
import { Actions, Badge, Button, errorOf, type FieldError, Form, TextInput, useUi } from '../../ui/index.ts';
import type { OwnAccount } from './service.account.ts';
import { base32, otpauthUri } from './totp.ts';

export function SecondFactor(props: { own: OwnAccount; email: string; path: string; errors: readonly FieldError[] }) {
  const { own, email, path, errors } = props;
  const { totp: words, field } = useUi().all.accounts;
  const { t } = useUi();
  if (own.isTotpOn) {
    return (
      <div class="stack">
        <p>
          <Badge tone="ok">{words.on}</Badge>
        </p>
        <Form action={`${path}/tat`}>
          <TextInput
            id="totp-current"
            name="current"
            type="password"
            label={field.current}
            autocomplete="current-password"
            error={errorOf(errors, 'totp-current')}
          />
          <Actions>
            <Button kind="second">{words.remove}</Button>
          </Actions>
        </Form>
      </div>
    );
  }
  if (!own.waitingSecret) {
    return (
      <form method="post" action={path} class="stack">
        <p>
          <Badge open>{words.off}</Badge>
        </p>
        <Actions>
          <Button kind="second">{words.begin}</Button>
        </Actions>
      </form>
    );
  }
  const groups = base32(own.waitingSecret).match(/.{1,4}/g) ?? [];
  const address = otpauthUri(own.waitingSecret, email, t.product);
  return (
    <div class="stack">
      <ol class="numbered">
        <li>{words.step1}</li>
        <li>
          {words.step2}
          <QrCode text={address} label={words.qr} />
          {words.orType}
          <br />
          <code class="key">{groups.join(' ')}</code>
          <br />
          <a href={address}>{words.openApp}</a>
        </li>
        <li>{words.step3}</li>
      </ol>
      <Form action={`${path}/ma`}>
        <TextInput
          id="code"
          label={field.code}
          autocomplete="one-time-code"
          maxLength={12}
          error={errorOf(errors, 'code')}
        />
        <Actions>
          <Button>{words.confirm}</Button>
        </Actions>
      </Form>
      <form method="post" action={path}>
        <Button kind="quiet">{words.beginAgain}</Button>
      </form>
    </div>
  );
}

/** Drawn on the server: the secret is in the page as it is in its letters, and goes nowhere else. */
function QrCode({ text, label }: { text: string; label: string }) {
  const picture = Buffer.from(qrSvg(text)).toString('base64');
  return <img class="qr" src={`data:image/svg+xml;base64,${picture}`} alt={label} width={208} height={208} />;
}
