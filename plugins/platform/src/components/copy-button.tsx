import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { IconButton } from './icon-button';

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
  return (
    <IconButton
      icon={copied ? RiCheckLine : RiFileCopyLine}
      label={copied ? 'Copied' : props.label}
      onClick={copy}
    />
  );
}
