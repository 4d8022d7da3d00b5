import { useUi } from '../context.ts';
import { formatBytes } from '../format.ts';
import { Icon } from '../icons.tsx';
import { controlState, Field, type FieldProps } from './field.tsx';

export type FileDropProps = FieldProps & {
  name?: string | undefined;
  /** Endings that are taken: ['.docx', '.txt']. */
  accept: readonly string[];
  limitBytes: number;
  multiple?: boolean | undefined;
};

/** A file field. Without script it is the browser's own; the island lets files be dropped and checks them at once. */
export function FileDrop({ accept, limitBytes, multiple, name, ...props }: FileDropProps) {
  const { t } = useUi();
  const limit = formatBytes(limitBytes);
  const hint = props.hint ?? t.file.accepts(accept.join(', '), limit);
  return (
    <Field {...props} hint={hint}>
      <div
        class="drop"
        data-island="file-drop"
        data-limit={limitBytes}
        data-chosen={t.file.chosen('{name}', '{size}')}
        data-wrong={t.file.wrongKind('{name}')}
        data-large={t.file.tooLarge('{name}', '{limit}')}
      >
        <Icon name="upload" size={32} />
        <span class="drop-call" aria-hidden="true">
          {t.file.drop}
        </span>
        <span class="btn btn-second drop-choose" aria-hidden="true">
          {t.file.choose}
        </span>
        <input
          type="file"
          name={name ?? props.id}
          accept={accept.join(',')}
          multiple={multiple}
          {...controlState({ ...props, hint })}
        />
        <output class="small" />
      </div>
    </Field>
  );
}
