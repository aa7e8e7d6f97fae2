import type { PortalRole } from "#core/domain/directory/person.ts";
import type { NavGroup } from "#components/shell/nav.ts";

interface Counts {
  readonly toDecide: number;
  readonly holding: number;
  readonly toReview: number;
  readonly alarms: number;
}

/** The menu for a person with these roles. It only spares dead ends: every page asks for itself who may open it. */
export const navigationFor = (roles: readonly PortalRole[], counts: Counts): readonly NavGroup[] => {
  const any = (...wanted: readonly PortalRole[]) => wanted.some((role) => roles.includes(role));
  const everyone: NavGroup = {
    items: [
      { label: "Home", href: "/", icon: "home" },
      { label: "Request", href: "/request", icon: "request" },
      { label: "My access", href: "/access", icon: "access", count: counts.holding, countLabel: "held by you" },
      {
        label: "Approvals",
        href: "/approvals",
        icon: "approvals",
        count: counts.toDecide,
        countLabel: "waiting for you",
      },
      ...(counts.toReview > 0 || any("administrator", "auditor")
        ? [
            {
              label: "Reviews",
              href: "/reviews",
              icon: "reviews",
              count: counts.toReview,
              countLabel: "waiting for your answer",
            } as const,
          ]
        : []),
      ...(any("auditor") ? [{ label: "Audit", href: "/audit", icon: "audit" } as const] : []),
      ...(roles.length > 0 ? [{ label: "Reports", href: "/reports", icon: "reports" } as const] : []),
    ],
  };
  if (roles.length === 0) return [everyone];
  return [
    everyone,
    {
      label: "Administration",
      items: [
        { label: "Alarms", href: "/admin/alarms", icon: "alarms", count: counts.alarms, countLabel: "not seen yet" },
        { label: "Targets", href: "/admin/targets", icon: "targets" },
        { label: "Catalogue", href: "/admin/catalogue", icon: "catalogue" },
        { label: "Policy", href: "/admin/policy", icon: "policy" },
        { label: "Changes", href: "/admin/changes", icon: "changes" },
        ...(any("administrator", "auditor")
          ? [{ label: "People", href: "/admin/people", icon: "people" } as const]
          : []),
        ...(any("administrator")
          ? [{ label: "Notifications", href: "/admin/notifications", icon: "notifications" } as const]
          : []),
        ...(any("administrator") ? [{ label: "Red switch", href: "/admin/red-switch", icon: "red" } as const] : []),
      ],
    },
  ];
};
