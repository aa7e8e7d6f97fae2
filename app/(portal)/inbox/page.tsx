import type { Metadata } from "next";
import { InboxScreen } from "./inbox-screen.tsx";
import { readInbox } from "./read.ts";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage() {
  return <InboxScreen first={await readInbox({})} />;
}
