/** The product's mark: an anvil with one ember under it. Its colours are the same in both modes. */
export function BrandMark(props: { readonly size?: number }) {
  const size = props.size ?? 24;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="0.5" y="0.5" width="31" height="31" rx="7" fill="#171B22" stroke="#323945" />
      <path
        d="M7 9.5h18v4h-5.2c-1.5 0-2.3.9-2.3 2.2v1.8h4v4h-11v-4h4v-2c0-1.3-.9-2-2.2-2H7z"
        fill="#fff"
      />
      <rect x="10.5" y="23.5" width="11" height="2.5" rx=".6" fill="#F97316" />
    </svg>
  );
}
