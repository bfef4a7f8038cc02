# The app under the platform's own host, for people who host it themselves: see "In containers" in docs/hosting.md.

FROM --platform=$BUILDPLATFORM node:22-bookworm-slim AS node

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# The page in web/ is built with Node.js, and the app's build does that.
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
COPY .editorconfig BannedSymbols.txt Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY global.json host.json ./
COPY docs/openapi.json docs/
COPY moderation moderation
COPY prompts prompts
COPY web web
COPY Zhiyu.Core Zhiyu.Core
COPY Zhiyu.Functions Zhiyu.Functions
RUN dotnet publish Zhiyu.Functions --output /published

# There is none for arm64.
FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0
# A stopping container gives its messages back at once.
ENV AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING=true
COPY --from=build /published /home/site/wwwroot
EXPOSE 80
# There is no curl in it.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/80 && printf 'GET /v1/health HTTP/1.0\r\n\r\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
# As the image does it, but for the exec: its shell would not pass on the signal by which a container is stopped.
CMD ["bash", "-c", "source /opt/startup/install_ca_certificates.sh; \
    exec /azure-functions-host/Microsoft.Azure.WebJobs.Script.WebHost"]
