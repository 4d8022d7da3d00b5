import type { ComponentChildren } from 'preact';
import { classes } from '../context.ts';
import { Icon, type IconName } from '../icons.tsx';

export type ButtonKind = 'main' | 'second' | 'quiet' | 'danger';

const KIND_CLASS: Record<ButtonKind, string> = {
  main: 'btn',
  second: 'btn btn-second',
  quiet: 'btn btn-quiet',
  danger: 'btn btn-danger',
};

type Look = { kind?: ButtonKind | undefined; icon?: IconName | undefined; children: ComponentChildren };

export type ButtonProps = Look & {
  type?: 'submit' | 'button' | 'reset' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** Sends the form elsewhere: a second verb of the same form. */
  formAction?: string | undefined;
  /** Skips the browser's own checks, for "save draft". */
  formNoValidate?: boolean | undefined;
  /** Id of a form that the button does not stand in. */
  form?: string | undefined;
  disabled?: boolean | undefined;
  id?: string | undefined;
};

/** One main button a page; what else can be done is second, quiet or (destroying) danger. */
export function Button({
  kind = 'main',
  icon,
  type = 'submit',
  formAction,
  formNoValidate,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button class={KIND_CLASS[kind]} type={type} formaction={formAction} formnovalidate={formNoValidate} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export type LinkButtonProps = Look & {
  href: string;
  /** File name to save under: the link is a download. */
  download?: string | boolean | undefined;
  id?: string | undefined;
};

/** Looks like a button, goes somewhere. */
export function LinkButton({ kind = 'main', icon, children, ...rest }: LinkButtonProps) {
  return (
    <a class={KIND_CLASS[kind]} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/** Opens a dialog of this page. Works by the browser's own command, and by the island where that is unknown. */
export function DialogButton({ kind = 'second', icon, dialog, children }: Look & { dialog: string }) {
  return (
    <button
      class={KIND_CLASS[kind]}
      type="button"
      data-island="dialog"
      {...{ command: 'show-modal', commandfor: dialog }}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** Row of buttons at the end of a form. */
export function Actions({ children, class: name }: { children: ComponentChildren; class?: string | undefined }) {
  return <div class={classes('actions', name)}>{children}</div>;
}
