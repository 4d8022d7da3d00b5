import type { ComponentChildren } from 'preact';
import { useUi } from '../context.ts';
import { Button } from './button.tsx';

/** A native dialog. Opened by DialogButton or by the island 'confirm'. */
export function Dialog({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <dialog class="dialog" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </dialog>
  );
}

export type ConfirmDialogProps = {
  id: string;
  title: string;
  /** Says what will happen and whether it can be undone. */
  children: ComponentChildren;
  /** Names the deed: "Xóa kế hoạch", never "OK". */
  confirmLabel: string;
  danger?: boolean | undefined;
};

/** Asks before a form with islands={['confirm']} and dialog={id} is sent. */
export function ConfirmDialog({ id, title, children, confirmLabel, danger }: ConfirmDialogProps) {
  const { t } = useUi();
  return (
    <Dialog id={id} title={title}>
      <div>{children}</div>
      <form method="dialog" class="actions">
        <Button kind={danger ? 'danger' : 'main'} value="ok">
          {confirmLabel}
        </Button>
        <Button kind="quiet" value="">
          {t.action.cancel}
        </Button>
      </form>
    </Dialog>
  );
}
