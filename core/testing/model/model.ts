import type { Action, Asker, Command, Voter } from "./commands.ts";

interface ModelRequest {
  readonly who: Asker;
  readonly action: Action;
  readonly status: "pending" | "approved" | "denied" | "cancelled" | "lapsed";
  readonly yes: readonly Voter[];
}

interface ModelGrant {
  readonly who: Asker;
  readonly action: Action;
  /** wanted: access should be there. Over: it should not. */
  readonly wanted: boolean;
  /** Whether the target has been seen to have it. */
  readonly ready: boolean;
  readonly extensions: number;
  /** Its deadline has come and nobody has recorded that yet: it can still be given back. */
  readonly due: boolean;
}

export interface Model {
  readonly requests: readonly ModelRequest[];
  readonly grants: readonly ModelGrant[];
  readonly disabled: readonly Asker[];
  readonly strict: boolean;
  readonly down: boolean;
}

export const emptyModel: Model = { requests: [], grants: [], disabled: [], strict: false, down: false };

/** Longer, and an owner would have to approve of it. */
const mostExtensions = 3;
const owners: readonly Voter[] = ["ana", "ben"];
const votersOf = (action: Action): readonly Voter[] => (action === "read" ? owners : [...owners, "mei"]);

/** What a command does, or null where it is refused. Everything that matters, and nothing of how. */
export const step = (model: Model, command: Command): Model | null => {
  switch (command.do) {
    case "ask":
      return asked(model, command.who, command.action);
    case "vote":
      return voted(model, command.nth, command.by, command.yes);
    case "cancel":
      return settled(model, command.nth, "cancelled", ({ who }) => !model.disabled.includes(who));
    case "lapse":
      return settled(model, command.nth, "lapsed", () => true);
    case "extend":
      return changed(model, command.nth, mayExtend(model), ({ extensions }) => ({ extensions: extensions + 1 }));
    case "return":
      return changed(
        model,
        command.nth,
        ({ who, wanted, due }) => (wanted || due) && !model.disabled.includes(who),
        over,
      );
    case "revoke":
      return changed(model, command.nth, ({ wanted, due }) => wanted || due, over);
    case "expire":
      return changed(
        model,
        command.nth,
        ({ wanted, ready }) => wanted && ready,
        () => ({ wanted: false, due: true }),
      );
    case "disable":
      return disabled(model, command.who);
    case "policy":
      return { ...model, strict: command.strict, ...(command.strict ? denied(model) : {}) };
    case "fault":
      return { ...model, down: command.down };
  }
};

/** What the portal does by itself: what is past its deadline is over, and while the target answers it is as it should be. */
export const work = (model: Model): Model => {
  const grants = model.grants.map((grant) => ({ ...grant, due: false }));
  return { ...model, grants: model.down ? grants : grants.map((grant) => ({ ...grant, ready: grant.wanted })) };
};

const asked = (model: Model, who: Asker, action: Action): Model | null => {
  if (model.disabled.includes(who)) return null;
  const status = action === "write" ? (model.strict ? "denied" : "pending") : who === "tomas" ? "approved" : "pending";
  const requests = [...model.requests, { who, action, status, yes: [] } as const];
  return { ...model, requests, grants: status === "approved" ? granted(model, who, action) : model.grants };
};

const granted = ({ grants }: Model, who: Asker, action: Action): readonly ModelGrant[] => [
  ...grants,
  { who, action, wanted: true, ready: false, extensions: 0, due: false },
];

const voted = (model: Model, nth: number, by: Voter, isYes: boolean): Model | null => {
  const { place, item: request } = pick(model.requests, nth);
  if (request?.status !== "pending" || !votersOf(request.action).includes(by) || request.yes.includes(by)) return null;
  if (!isYes) return withRequest(model, place, { ...request, status: "denied" });
  const yes = [...request.yes, by];
  const passed = owners.some((owner) => yes.includes(owner)) && (request.action === "read" || yes.includes("mei"));
  if (!passed) return withRequest(model, place, { ...request, yes });
  const after = withRequest(model, place, { ...request, yes, status: "approved" });
  return { ...after, grants: granted(model, request.who, request.action) };
};

const settled = (
  model: Model,
  nth: number,
  status: ModelRequest["status"],
  may: (request: ModelRequest) => boolean,
): Model | null => {
  const { place, item: request } = pick(model.requests, nth);
  return request?.status === "pending" && may(request) ? withRequest(model, place, { ...request, status }) : null;
};

const mayExtend =
  ({ disabled }: Model) =>
  ({ who, action, wanted, ready, extensions }: ModelGrant): boolean =>
    wanted && ready && who === "tomas" && action === "read" && extensions < mostExtensions && !disabled.includes(who);

const over = (): Partial<ModelGrant> => ({ wanted: false, due: false });

const changed = (
  model: Model,
  nth: number,
  may: (grant: ModelGrant) => boolean,
  change: (grant: ModelGrant) => Partial<ModelGrant>,
): Model | null => {
  const { place, item: grant } = pick(model.grants, nth);
  if (!grant || !may(grant)) return null;
  return { ...model, grants: model.grants.with(place, { ...grant, ...change(grant) }) };
};

const disabled = (model: Model, who: Asker): Model | null => {
  if (model.disabled.includes(who)) return null;
  const requests = model.requests.map((request) =>
    request.who === who && request.status === "pending" ? { ...request, status: "cancelled" as const } : request,
  );
  const grants = model.grants.map((grant) => (grant.who === who ? { ...grant, ...over() } : grant));
  return { ...model, requests, grants, disabled: [...model.disabled, who] };
};

/** A rule that forbids writing ends what waits for it and what was given by it. */
const denied = ({ requests, grants }: Model): Pick<Model, "requests" | "grants"> => ({
  requests: requests.map((request) =>
    request.action === "write" && request.status === "pending" ? { ...request, status: "denied" as const } : request,
  ),
  grants: grants.map((grant) => (grant.action === "write" ? { ...grant, ...over() } : grant)),
});

const withRequest = (model: Model, place: number, request: ModelRequest): Model => ({
  ...model,
  requests: model.requests.with(place, request),
});

/** The command about what is there now: whatever happens meanwhile, it stays about the same request or grant, or about none. */
export const bound = (model: Model, command: Command): Command => {
  switch (command.do) {
    case "vote":
    case "cancel":
    case "lapse":
      return { ...command, nth: pick(model.requests, command.nth).place };
    case "extend":
    case "return":
    case "revoke":
    case "expire":
      return { ...command, nth: pick(model.grants, command.nth).place };
    default:
      return command;
  }
};

/** The nth, round and round; nothing where there is none. */
export const pick = <T>(all: readonly T[], nth: number): { readonly place: number; readonly item: T | undefined } => {
  const place = all.length === 0 ? -1 : nth % all.length;
  return { place, item: all[place] };
};
