import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import styles from './copy-button.module.css';

/** Copies `text` in one click and says so for a moment. */
export function CopyButton(props: { readonly text: string; readonly label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () => {
    navigator.clipboard.writeText(props.text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const Icon = copied ? RiCheckLine : RiFileCopyLine;
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={copied ? 'Copied' : props.label}
      title={copied ? 'Copied' : props.label}
      onClick={copy}
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  );
}
