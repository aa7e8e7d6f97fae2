/** The demo's policy. Its tests are run by the portal's own policy checks, so that the comments below stay true. */
export const demoPolicy = `# Who gets what in the demo company, and who decides.
version: 1

rules:
  - id: contractors-never
    who: { groups: [contractors] }
    then:
      deny: Contractors do not get access to production data.

  # An incident does not wait for anybody: on call, an hour of reading is given at once.
  - id: short-reads-on-call
    who: { groups: [engineering, sre] }
    what: { actions: [read] }
    when: person.onCall && holder.onCall
    then: { autoApprove: true, maxDuration: 1h }

  # Where production burns and nobody can be reached: at once, confirmed with a passkey, told to security and the owners, and
  # reviewed afterwards by somebody else.
  - id: emergency-writes-on-call
    who: { groups: [sre] }
    what: { actions: [write] }
    when: person.onCall
    breakGlass: true
    then:
      autoApprove: true
      maxDuration: 30m
      minJustification: 20
      stepUp: true
      notify: ["group:security", resource.owners]

  - id: longer-reads
    who: { groups: [engineering, sre] }
    what: { actions: [read] }
    then:
      approval:
        - { from: [resource.owners], need: 1 }
      maxDuration: 8h
      lapseAfter: 8h

  # Writing needs the owner of the data and security, two different people, in any order.
  - id: writes
    who: { groups: [engineering, sre] }
    what: { actions: [write] }
    then:
      approval:
        - { from: [resource.owners], need: 1 }
        - { from: ["group:security"], need: 1 }
      maxDuration: 4h
      lapseAfter: 8h

tests:
  - name: an hour of reading on call is given at once
    given:
      person: { email: oncall@demo.lapse.test, groups: [engineering, sre], onCall: true }
      entitlement: { action: read, resource: orders-db, owners: ["group:data-platform"] }
      duration: 1h
      at: 2026-01-05T03:00:00Z
    expect: { outcome: auto-approve, rule: short-reads-on-call }

  - name: in an emergency, whoever is on call writes at once
    given:
      person: { email: oncall@demo.lapse.test, groups: [engineering, sre], onCall: true }
      entitlement: { action: write, resource: orders-db, owners: ["group:data-platform"] }
      duration: 30m
      justification: Checkout writes fail for every customer, INC-9
      breakGlass: true
      at: 2026-01-05T03:00:00Z
    expect: { outcome: auto-approve, rule: emergency-writes-on-call }

  - name: a contractor gets nothing, whatever else they are
    given:
      person: { email: contractor@demo.lapse.test, groups: [contractors, engineering], onCall: true }
      entitlement: { action: read, resource: orders-db, owners: ["group:data-platform"] }
      duration: 5m
      at: 2026-01-05T12:00:00Z
    expect: { outcome: deny, rule: contractors-never }

  - name: writing needs the owner and security
    given:
      person: { email: requester@demo.lapse.test, groups: [engineering] }
      entitlement: { action: write, resource: orders-db, owners: ["group:data-platform"] }
      duration: 1h
      at: 2026-01-05T12:00:00Z
      members:
        data-platform: [approver@demo.lapse.test]
        security: [security@demo.lapse.test]
    expect:
      outcome: needs-approval
      rule: writes
      approvers: [[approver@demo.lapse.test], [security@demo.lapse.test]]
`;
