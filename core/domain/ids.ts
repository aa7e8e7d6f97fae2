declare const brand: unique symbol;

type Id<Prefix extends string> = string & { readonly [brand]: Prefix };

export type PersonId = Id<"per">;
export type GroupId = Id<"grp">;
export type TargetId = Id<"tgt">;
export type ResourceId = Id<"res">;
export type EntitlementId = Id<"ent">;
export type BundleId = Id<"bdl">;
export type ReviewId = Id<"rvw">;
export type ReviewItemId = Id<"rvi">;
export type RequestId = Id<"req">;
export type VoteId = Id<"vot">;
export type GrantId = Id<"grt">;
export type HoldingId = Id<"hld">;
export type AccountId = Id<"acc">;
export type OperationId = Id<"opn">;
export type ChangeId = Id<"chg">;
export type AlarmId = Id<"alm">;
export type StandingAccessId = Id<"std">;
export type KnownAccessId = Id<"kno">;
export type TriedAccountId = Id<"try">;
export type SessionId = Id<"ses">;
export type TokenId = Id<"tok">;
export type DelegationId = Id<"del">;
export type ScheduleId = Id<"sch">;
export type DeliveryId = Id<"dlv">;
export type PasskeyId = Id<"pky">;
export type RecoveryCodeId = Id<"rcv">;
export type StepUpId = Id<"stp">;
export type BreakGlassReviewId = Id<"bgr">;
export type ErasureId = Id<"ers">;

/** Which prefix names which kind of thing; `newId("req")` makes a `RequestId`. */
export interface IdKinds {
  per: PersonId;
  grp: GroupId;
  tgt: TargetId;
  res: ResourceId;
  ent: EntitlementId;
  bdl: BundleId;
  rvw: ReviewId;
  rvi: ReviewItemId;
  req: RequestId;
  vot: VoteId;
  grt: GrantId;
  hld: HoldingId;
  acc: AccountId;
  opn: OperationId;
  chg: ChangeId;
  alm: AlarmId;
  std: StandingAccessId;
  kno: KnownAccessId;
  try: TriedAccountId;
  ses: SessionId;
  tok: TokenId;
  del: DelegationId;
  sch: ScheduleId;
  dlv: DeliveryId;
  pky: PasskeyId;
  rcv: RecoveryCodeId;
  stp: StepUpId;
  bgr: BreakGlassReviewId;
  ers: ErasureId;
}
