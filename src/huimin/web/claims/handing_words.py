"""What the pages say on which a claim goes from one office to another."""

HANDING: dict[str, tuple[str, ...]] = {
    "claims.hand-over": ("移交其他地区", "Hand over to another area"),
    "claims.hand-over-text": (
        "家庭搬到别处的，把这件申请移交给那里的经办单位。对方接收前仍由{area}办理；接收后，编号、材料、办理经过和已发的钱都跟着过去，这里不再看得到内容。",
        "Where a family has moved, the claim goes to the office there. Until that office takes it, {area} "
        "goes on with it. Then its number, papers, history and what was paid go along, and its contents are "
        "no longer seen here.",
    ),
    "claims.hand-over-area": ("接收地区", "Area that takes it over"),
    "claims.hand-over-choose": ("请选择", "Please choose"),
    "claims.hand-over-code": (
        "地区代码，或全国唯一的名称。",
        "Its code, or its name where there is only one of that name.",
    ),
    "claims.hand-over-since": ("从哪一天起由对方负责", "The day from which the other office is responsible"),
    "claims.hand-over-since-hint": (
        "一般是搬迁之日。每个月由当月 1 日负责的单位发放。",
        "As a rule the day of the move. A month is paid by the office that is responsible on its first day.",
    ),
    "claims.hand-over-words": ("移交理由", "Reason"),
    "claims.hand-over-words-hint": (
        "对方和家庭都看得到。只写搬迁的情况，不写其他个人信息。",
        "The other office and the family read it. Write about the move only, and nothing else that is personal.",
    ),
    "claims.what-changes": ("移交后有什么变化", "What changes"),
    "claims.pays-from": (
        "{month}起由{area}发放；此前各月仍由{before}发放和补发。已经记账的月份不变，不会重复发。",
        "{area} pays from {month} on; the months before stay with {before}. What is booked already stays as "
        "it is, and nothing is paid twice.",
    ),
    "claims.same-rule": ("同一规则", "same rule"),
    "claims.same-rule-text": (
        "“{benefit}”在两地的条件和金额相同，决定继续有效。",
        "“{benefit}” has the same conditions and amount in both areas; the decision goes on.",
    ),
    "claims.asks-place": (
        "这项政策要看{what}。如果都改为接收地区，按规则测算：",
        "This benefit asks about places: {what}. Were they all in the new area, the rule would say:",
    ),
    "claims.asks-place-text": (
        "移交本身不改变决定。对方接收后，按实际情况登记变化，由两个人重新审核；审核之前照原决定发放，多退少补。",
        "Handing over changes no decision. The other office notes what is different, from which day, and two "
        "people decide anew; until then payments go on, and what was too much or too little is put right.",
    ),
    "claims.instead": (
        "接收地区另有这些政策，符合条件的要在那里另行申请：",
        "The other area has these, which are claimed there:",
    ),
    "claims.see-changes": ("看看有什么变化", "See what changes"),
    "claims.offer-it": ("提出移交", "Offer it"),
    "claims.did-offer": ("已提出移交，等对方接收。", "Offered; the other office takes it or sends it back."),
    "claims.offered-to": ("正在移交给{area}", "offered to {area}"),
    "claims.who-pays": ("由谁发放", "Who pays"),
    "claims.passing-text": (
        "正在移出、等对方接收的，和移到这里、等我们接收或退回的。",
        "On their way out, until the other office takes them, and on their way in, for yours to take or send back.",
    ),
    "claims.gone-text": (
        "已经移交出去的：这里只看得到编号和去向。",
        "Handed over to other offices: only their numbers and where they went are seen here.",
    ),
    "claims.tab-gone": ("已移出", "Handed over"),
    "claims.tab-passing": ("移交", "Handing over"),
    "claims.home-passing": ("移到本单位、等接收的申请", "Claims that another office offers"),
    "claims.offer": ("移入的申请", "A claim that is offered"),
    "claims.offer-from": (
        "{here}（{who}）提出移交给{there}，自 {day} 起由{there}负责。",
        "{here} ({who}) offers it to {there}, to be its own from {day} on.",
    ),
    "claims.offer-text": (
        "接收前看不到家庭填写的内容；接收后由本单位办理和发放，已定的期限不变。不该由本单位办的，写明理由退回。",
        "What the family told opens once you have taken it. Then your office works on it and pays, and its "
        "deadlines stay. Send it back, with the reason, if it is not yours.",
    ),
    "claims.offer-words-hint": (
        "退回必须写明理由；家庭也看得到。",
        "Sending it back needs a reason; the family reads it too.",
    ),
    "claims.offer-words": ("意见", "What you have to say"),
    "claims.receive": ("接收", "Take it over"),
    "claims.send-back": ("退回", "Send it back"),
    "claims.did-receive": ("已接收，现在由本单位办理。", "Taken over: the claim is with your office now."),
    "claims.did-send-back": ("已退回。", "Sent back."),
    "claims.places-changed": (
        "这项政策要看地点：户籍等跟着变了的，请登记情况变化。",
        "This benefit asks about places: note the change where registration or the like has moved along.",
    ),
    "claims.places-box": (
        "这件申请是移交过来的，这项政策要看{what}。与原来不同的，请“登记情况变化”，由两个人重新审核。",
        "This claim was handed over, and its benefit asks about places: {what}. Where that is different now, "
        "note a change; two people decide anew.",
    ),
    "claims.take-back": ("撤回移交", "Take the offer back"),
    "claims.take-back-hint": ("写明为什么不移交了。", "Say why it is not handed over after all."),
}
