import { BrandMark } from '@infraforge/plugin-platform';

/** Mark and word. */
export function LogoFull() {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 10 }}>
      <BrandMark />
      <span style={{ fontWeight: 600, fontSize: 15, letterSpacing: '-0.01em' }}>InfraForge</span>
    </span>
  );
}
