import {
  Bell,
  BellRing,
  Bot,
  ChartNoAxesColumn,
  CircleCheckBig,
  FileSearch,
  GitPullRequestArrow,
  House,
  KeyRound,
  ListChecks,
  LibraryBig,
  MonitorSmartphone,
  OctagonX,
  Plus,
  ScrollText,
  Server,
  Settings,
  UsersRound,
} from "lucide-react";

/** By name, because a server component cannot hand a component to the browser as a prop. */
const icons = {
  home: House,
  request: Plus,
  access: KeyRound,
  approvals: CircleCheckBig,
  audit: FileSearch,
  reviews: ListChecks,
  reports: ChartNoAxesColumn,
  targets: Server,
  catalogue: LibraryBig,
  policy: ScrollText,
  changes: GitPullRequestArrow,
  people: UsersRound,
  sessions: MonitorSmartphone,
  tokens: Bot,
  notifications: Bell,
  settings: Settings,
  alarms: BellRing,
  red: OctagonX,
};

export type NavIconName = keyof typeof icons;

export function NavIcon({ name, className }: { name: NavIconName; className?: string | undefined }) {
  const Icon = icons[name];
  return <Icon aria-hidden className={className} />;
}
