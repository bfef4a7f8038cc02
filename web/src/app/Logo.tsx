export const Logo = ({ size = 28 }: { size?: number }) => (
  <svg className="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" />
    <path d="M8 15V8h7M24 17v7h-7" />
    <circle cx="16" cy="16" r="2.6" />
  </svg>
)
