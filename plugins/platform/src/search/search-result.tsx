import type { SearchResult as Result } from '@backstage/plugin-search-common';
import { RiBookOpenLine, RiStackLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { nameOfRef } from '../catalog/entity-facts';
import table from '../components/table.module.css';
import { piecesOf } from './highlighted-text';
import styles from './search-page.module.css';

function Highlighted(props: {
  readonly text: string;
  readonly result: Result;
  readonly field: string;
}) {
  const { highlight } = props.result;
  const marked = highlight?.fields[props.field] ?? props.text;
  if (!highlight) return <>{marked}</>;
  return (
    <>
      {piecesOf(marked, highlight.preTag, highlight.postTag).map(({ text, found }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
        found ? <mark key={index}>{text}</mark> : text,
      )}
    </>
  );
}

/** Kind, type and owner, as far as the document knows them. */
function factsOf(document: Result['document']): string {
  const facts = document as unknown as Readonly<Record<string, unknown>>;
  const texts = [facts.kind, facts.componentType ?? facts.type, facts.lifecycle];
  const owner =
    typeof facts.owner === 'string' && facts.owner !== '' ? nameOfRef(facts.owner) : undefined;
  return [...texts, owner].filter((text) => typeof text === 'string' && text !== '').join(' · ');
}

/** One thing that was found. */
export function SearchResult({ result }: { readonly result: Result }) {
  const { document, type } = result;
  const Icon = type === 'techdocs' ? RiBookOpenLine : RiStackLine;
  return (
    <li className={styles.result}>
      <Icon size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.title}>
          <Link className={table.link} to={document.location}>
            <Highlighted text={document.title} result={result} field="title" />
          </Link>
          <span className={table.quiet}>{factsOf(document)}</span>
        </p>
        <p className={styles.excerpt}>
          <Highlighted text={document.text} result={result} field="text" />
        </p>
      </div>
    </li>
  );
}
