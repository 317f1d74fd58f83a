FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Only what decides the packages: this layer stays while the code changes.
COPY Directory.Build.props Directory.Packages.props global.json ./
COPY src/CommitmentTracker/CommitmentTracker.csproj src/CommitmentTracker/packages.lock.json src/CommitmentTracker/
RUN dotnet restore src/CommitmentTracker --locked-mode && dotnet restore src/CommitmentTracker -p:_IsPublishing=true

COPY .editorconfig BannedSymbols.txt openapi.yaml ./
COPY db db
COPY src src
RUN dotnet publish src/CommitmentTracker -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown "$APP_UID:$APP_UID" /data

# The base image sets ASPNETCORE_HTTP_PORTS: emptied, or each start warns that ASPNETCORE_URLS overrides it.
ENV ASPNETCORE_HTTP_PORTS= \
    ASPNETCORE_URLS=http://+:8080 \
    Database__Path=/data/commitments.db
EXPOSE 8080
VOLUME /data
USER $APP_UID

# The image has no curl: the program asks its own /health/ready.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["dotnet", "CommitmentTracker.dll", "health"]
ENTRYPOINT ["dotnet", "CommitmentTracker.dll"]
