/** The sign-ups of this device, which only the browser knows, and the links by mail for everybody else. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  Island,
  LinkButton,
  PageHead,
  Section,
  TextInput,
} from '../../ui/index.ts';
import { DEVICE_PATH } from './links.ts';

export function DevicePage(props: {
  t: Messages;
  isRemembered: boolean;
  email?: string | undefined;
  errors: readonly FieldError[];
}): VNode {
  const { t, isRemembered, errors } = props;
  const words = t.registrations.device;
  const { empty, emptyHint, forget, forgetAll, forgetHint } = words;
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        actions={
          <LinkButton kind="second" icon="search" href="/hoat-dong">
            {words.find}
          </LinkButton>
        }
      />
      <ErrorSummary errors={errors} />
      {isRemembered && (
        <Section title={words.list}>
          <Island name="my-registrations" props={{ list: { empty, emptyHint, forget, forgetAll, forgetHint } }}>
            <p>{words.noScript}</p>
          </Island>
        </Section>
      )}
      <Section title={words.mail} note={words.mailNote}>
        <Form action={DEVICE_PATH}>
          <TextInput
            id="email"
            type="email"
            label={words.email}
            value={props.email}
            error={errorOf(errors, 'email')}
            autocomplete="email"
            maxLength={254}
          />
          <Actions>
            <Button kind="second">{words.send}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  );
}
