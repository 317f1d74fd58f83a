namespace CommitmentTracker.Http.Logs;

/// <summary>How long an answer was held back because its caller asked for that: no time that the service took.</summary>
internal sealed record HeldBack(TimeSpan Time)
{
    public static void Note(HttpContext context, TimeSpan time) => context.Features.Set(new HeldBack(TimeOf(context) + time));

    public static TimeSpan TimeOf(HttpContext context) => context.Features.Get<HeldBack>()?.Time ?? TimeSpan.Zero;
}
