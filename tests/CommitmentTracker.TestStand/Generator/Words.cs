namespace CommitmentTracker.TestStand.Generator;

/// <summary>What the generated titles and texts are put together from.</summary>
internal static class Words
{
    public static readonly string[] Deeds =
    [
        "Adopt",
        "Align",
        "Apply",
        "Develop",
        "Draft",
        "Expand",
        "Fund",
        "Implement",
        "Launch",
        "Map",
        "Publish",
        "Review",
        "Share",
        "Strengthen",
        "Support",
        "Test",
    ];

    public static readonly string[] Things =
    [
        "anti-scam guide",
        "broadband targets",
        "submarine cable rules",
        "cloud register",
        "cybersecurity exercise",
        "data protection clauses",
        "digital identity scheme",
        "e-invoicing profile",
        "electronic signature recognition",
        "incident response hotline",
        "language model catalogue",
        "payment link",
        "quantum roadmap",
        "satellite licence",
        "skills framework",
        "spectrum plan",
        "start-up visa",
        "teacher training",
        "trade window",
        "data centre efficiency standard",
    ];

    public static readonly string[] Beneficiaries =
    [
        "border agencies",
        "city governments",
        "farmers",
        "fishing communities",
        "health ministries",
        "island communities",
        "migrant workers",
        "operators",
        "ports",
        "public schools",
        "regulators",
        "rural villages",
        "small enterprises",
        "statistical offices",
        "universities",
        "young people",
    ];

    public static readonly string[] Measures =
    [
        "a common catalogue of requirements",
        "a joint secretariat",
        "a pilot in two capitals",
        "a regional workshop each year",
        "a sandbox for new services",
        "a shared testbed",
        "a tariff study",
        "an annual survey",
        "an exchange of experts",
        "bilateral agreements",
        "guidelines in every national language",
        "mutual recognition of certificates",
        "open interfaces",
        "peer reviews",
        "training of trainers",
        "voluntary contributions",
    ];

    public static readonly string[] Verbs = ["will", "agrees", "encourages", "advocates", "commits", "underlines"];

    public static readonly string[] Doings =
    [
        "The draft was put to the agencies concerned; their comments are being worked in.",
        "The budget was approved and the first contracts were signed.",
        "Three of five provinces apply it; the others follow within the year.",
        "The working group met twice and agreed on the outline.",
        "The pilot ran for a quarter and its evaluation is under way.",
        "A focal point was named in each ministry and trained.",
    ];

    public static readonly string[] Hindrances =
    [
        "Funds for the second phase are not yet assured.",
        "The legal basis needs an amendment.",
        "Suppliers deliver later than agreed.",
    ];

    public static readonly string[] Steps =
    [
        "Bring the text before the cabinet.",
        "Publish the results and invite comments.",
        "Extend the pilot to the remaining regions.",
    ];
}
