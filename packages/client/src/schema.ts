// Written by `npm run generate` from docs/reference/openapi.json. Do not edit.

export interface paths {
    "/api/v1/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit log
         * @description Newest first. Each event carries a hash over the one before it.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit log
         * @description Oldest first, as JSON Lines or CSV, however many there are. In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe.
         */
        get: operations["exportAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify the audit log
         * @description Recomputes the chain of hashes from the first event, and names the first one that does not fit.
         */
        get: operations["verifyAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List campaigns
         * @description The newest first, with how far they are in what the caller sees.
         */
        get: operations["listCampaigns"];
        put?: never;
        /**
         * Create a campaign
         * @description Opens the proposed upgrades of a package wherever a version below the bound is in use, and takes in those that later syncs find. It takes a role on everything.
         */
        post: operations["createCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a campaign
         * @description Its remediations are listed by `GET /remediations?campaign=…`.
         */
        get: operations["getCampaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a campaign
         * @description It takes in nothing more; what it has taken in goes on.
         */
        post: operations["closeCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List change requests
         * @description The pull and merge requests of remediations, newest first.
         */
        get: operations["listChangeRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-requests/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask now what became of a change request
         * @description Without waiting for the next look; one that is still to be opened is tried at once, and one that failed stays as it is.
         */
        post: operations["refreshChangeRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the configuration as one document
         * @description It can be applied as it is. No secret is in it: each is a reference to an environment variable that whoever applies it sets.
         */
        get: operations["getConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a configuration file
         * @description Checks all of it first, and the credentials of new and changed connections with the vendors. Then makes one change after the other, and stops at the first that fails; what is done stays done, and applying the file again goes on from there. What the file does not name stays as it is, but for mapping rules: where it has them, it has all of them.
         */
        post: operations["applyConfiguration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the configuration as a YAML file
         * @description The same as `GET /configuration`, with a comment on top.
         */
        get: operations["exportConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what applying a configuration file would do
         * @description Writes nothing and asks no vendor. Without the values of secrets, those that are saved count as unchanged.
         */
        post: operations["planConfiguration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connections
         * @description Their settings and accounts only to maintainers.
         */
        get: operations["listConnections"];
        put?: never;
        /**
         * Connect
         * @description Checks the credentials first and saves only what works. Discover and the first sync then begin by themselves.
         */
        post: operations["createConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a connection
         * @description Its settings and its account only to maintainers.
         */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        /** Remove a connection */
        delete: operations["removeConnection"];
        options?: never;
        head?: never;
        /**
         * Change a connection
         * @description New settings are checked before they are saved. Secrets that are left out keep their value.
         */
        patch: operations["updateConnection"];
        trace?: never;
    };
    "/api/v1/connections/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a connection
         * @description Tries the saved credentials now, and updates the state of the connection.
         */
        post: operations["checkConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/discover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discover now
         * @description Lists the vendor’s products into records. Joins a run that is already waiting or running.
         */
        post: operations["discoverConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a connection
         * @description Nothing runs by itself until it is resumed. Its findings stay as they are.
         */
        post: operations["pauseConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say what removing a connection takes away
         * @description Counts what would go. Nothing is removed by asking.
         */
        get: operations["previewConnectionRemoval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a connection
         * @description Runs on its schedules again.
         */
        post: operations["resumeConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync now
         * @description Reads the findings of GOOD records. Joins a run that is already waiting or running.
         */
        post: operations["syncConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/test-message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message
         * @description Through a connection that tells people. Answers once it has arrived, or says why it did not.
         */
        post: operations["testConnectionMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try settings
         * @description Tries settings without saving anything, and answers what they can see or which of them is wrong.
         */
        post: operations["checkConnectionDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the connectors
         * @description Everything Patchbay can connect to. All of them at once: there are few.
         */
        get: operations["listConnectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a connector
         * @description What comes in, how to get credentials, and the JSON Schema its settings must fit.
         */
        get: operations["getConnector"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exporters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List exporters
         * @description Connections to destinations that take findings.
         */
        get: operations["listExporters"];
        put?: never;
        /**
         * Create an exporter
         * @description Checks the credentials first; nothing is saved when they fail. The same as creating a connection, and the exporter has its id.
         */
        post: operations["createExporter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exporters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an exporter */
        get: operations["getExporter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List public feeds
         * @description CISA KEV, EPSS and OSV: which data is held, how old it is, and what hinders newer. Addresses are settings of the hub.
         */
        get: operations["listFeeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feeds/{id}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import the data of a feed from a file
         * @description For hubs without a way out. `kev`: the catalogue as JSON; `epss`: the daily list, packed or not; `osv`: `all.zip` of one ecosystem or of all. Refused when it cannot be read, is cut off, or is older than what is held; the data held stays in use then.
         */
        post: operations["importFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feeds/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a feed for news now
         * @description As soon as a worker is free; the list of feeds tells what came of it.
         */
        post: operations["refreshFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List findings
         * @description Every single sighting, as each scanner reported it.
         */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a finding */
        get: operations["getFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain why a finding is here, or is not
         * @description Answers from what is stored, without asking the vendor: it is here, was closed, was left out by an import rule, could not be read, or was not in the answer; and how far that answer reached.
         */
        get: operations["explainFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/image-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List image rules
         * @description In the order they are tried for images that nobody told the source of; the first that fits decides.
         */
        get: operations["listImageRules"];
        put?: never;
        /**
         * Create an image rule
         * @description It needs a pattern. It holds at once, for images already seen and for new ones.
         */
        post: operations["createImageRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/image-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an image rule */
        get: operations["getImageRule"];
        put?: never;
        post?: never;
        /**
         * Remove an image rule
         * @description Images it spoke for fall to the next rule, or to their labels.
         */
        delete: operations["removeImageRule"];
        options?: never;
        head?: never;
        /**
         * Change an image rule, or move it in the order
         * @description What it says now holds at once, for images already seen and for new ones.
         */
        patch: operations["updateImageRule"];
        trace?: never;
    };
    "/api/v1/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List container images
         * @description Each is one image whatever its tag and digest, by name.
         */
        get: operations["listImages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a container image */
        get: operations["getImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell where an image is built
         * @description Beats rules and labels, for every tag and for later scans too. Records that are this image move to the repository, with their vulnerabilities, decisions and history.
         */
        post: operations["setImageSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invitations nobody accepted yet */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody
         * @description Answers with a link to hand over; it is shown this once. An earlier invitation of the same address stops working.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an invitation back
         * @description Its link stops working.
         */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Works once. The address and the role are those of the invitation.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show what a link invites to
         * @description The token travels in the body, so that it ends up in no log.
         */
        post: operations["openInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mapping-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List mapping rules
         * @description In the order they are tried for records that nothing maps yet; the first that fits decides.
         */
        get: operations["listMappingRules"];
        put?: never;
        /**
         * Create a mapping rule
         * @description It needs a condition. It maps new records from the next discover on; `/mapping-rules/apply` does it at once.
         */
        post: operations["createMappingRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mapping-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a mapping rule */
        get: operations["getMappingRule"];
        put?: never;
        post?: never;
        /**
         * Remove a mapping rule
         * @description What it has mapped already stays as it is.
         */
        delete: operations["removeMappingRule"];
        options?: never;
        head?: never;
        /**
         * Change a mapping rule, or move it in the order
         * @description What it has mapped already stays as it is.
         */
        patch: operations["updateMappingRule"];
        trace?: never;
    };
    "/api/v1/mapping-rules/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply the mapping rules now
         * @description To records that nothing maps yet. What a person mapped is never touched.
         */
        post: operations["applyMappingRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mapping-rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview mapping rules
         * @description Which records the rules would map, and where, if they were applied now. With a product, what a rule that is not saved yet would map: in the place of the one named, or after all others. Nothing is changed.
         */
        get: operations["previewMappingRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notification subscriptions
         * @description What is told through which connection. Several of one connection add up; nobody is told anything twice.
         */
        get: operations["listNotificationSubscriptions"];
        put?: never;
        /**
         * Create a notification subscription
         * @description What is left out means everything. A new connection that tells people already has one, for everything.
         */
        post: operations["createNotificationSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a notification subscription
         * @description Nothing new is told by it. What was handed out already still arrives.
         */
        delete: operations["removeNotificationSubscription"];
        options?: never;
        head?: never;
        /**
         * Change a notification subscription
         * @description What was handed out already is not taken back.
         */
        patch: operations["updateNotificationSubscription"];
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notifications
         * @description What there was to tell in the last 30 days, newest first, and what came of telling it.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a notification, with every try to deliver it */
        get: operations["getNotification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a notification again
         * @description To everybody who was told of it, or through one connection. The message keeps its id, so receivers can tell.
         */
        post: operations["resendNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what people can be told of */
        get: operations["listNotificationEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List operations
         * @description Newest first.
         */
        get: operations["listOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an operation */
        get: operations["getOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an operation
         * @description It stops after the page in hand. What was stored stays; nothing is closed.
         */
        post: operations["cancelOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what an operation changed
         * @description The findings a sync changed, or the records and repositories a discover found different. Findings are shown as they are now; what was deleted since is missing, and one that its scanner listed twice may come twice.
         */
        get: operations["listOperationChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare an operation with the one before it
         * @description With the last one before it of the same kind and connection that ended complete or partial.
         */
        get: operations["compareOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that what vanished is gone
         * @description A complete answer that drops most of a record is held. Confirming closes what it did not see.
         */
        post: operations["confirmOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/filtered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the import rules left out of an operation
         * @description Kept until a later sync has read the same records again: of an older operation the list may be shorter than its count. What the vendor was asked to hold back is counted only.
         */
        get: operations["listOperationFiltered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the log of an operation
         * @description Oldest first. An operation keeps 2,000 lines; beyond that only errors, and a last line says how many were left out.
         */
        get: operations["listOperationLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/log/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the log of an operation
         * @description Server-sent events: every line from the first on, as they are said. Ends with the operation.
         */
        get: operations["streamOperationLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what an operation noted
         * @description Rows that could not be read, values nobody documented, parts that were skipped.
         */
        get: operations["listOperationNotes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow operations as they change
         * @description Server-sent events. Starts with the operations that are waiting or running; each event holds a whole operation.
         */
        get: operations["streamOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List policies */
        get: operations["listPolicies"];
        put?: never;
        /**
         * Create a policy
         * @description What follows is done within a minute, and for new findings as they come. What a person decided stays.
         */
        post: operations["createPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a policy */
        get: operations["getPolicy"];
        put?: never;
        post?: never;
        /**
         * Remove a policy
         * @description What it decided is taken back within a minute.
         */
        delete: operations["removePolicy"];
        options?: never;
        head?: never;
        /**
         * Change a policy
         * @description What follows is done within a minute, and for new findings as they come. What a person decided stays.
         */
        patch: operations["updatePolicy"];
        trace?: never;
    };
    "/api/v1/policies/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a policy
         * @description What it would change if it were saved now, among the other policies; with `policy`, what changing that one would. Nothing is changed.
         */
        post: operations["previewPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/product-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List product types */
        get: operations["listProductTypes"];
        put?: never;
        /** Create a product type */
        post: operations["createProductType"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/product-types/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a product type */
        get: operations["getProductType"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a product type */
        patch: operations["updateProductType"];
        trace?: never;
    };
    "/api/v1/product-types/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who has a role on a product type
         * @description Beside those whose role counts for everything.
         */
        get: operations["listMembers"];
        put?: never;
        /**
         * Give somebody a role on a product type
         * @description Or another role than before. It adds to the role they have on everything.
         */
        post: operations["setMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/product-types/{id}/members/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take away the role somebody has on a product type
         * @description It works at once. The role they have on everything stays.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List products */
        get: operations["listProducts"];
        put?: never;
        /** Create a product */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a product */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        /**
         * Remove a product
         * @description Records that led to it are STALE from then on and keep their findings; its repositories belong to nobody.
         */
        delete: operations["removeProduct"];
        options?: never;
        head?: never;
        /** Change a product */
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/api/v1/products/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a standard document of a product
         * @description What scanners see now in the default branches of its repositories and in its images, with what people decided. Repositories that are archived or gone are not in it.
         */
        get: operations["downloadProductDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List records
         * @description The vendors' own products, each with its mapping or the suggested one.
         */
        get: operations["listRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a record */
        get: operations["getRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what became of a record
         * @description Every change of its state and of its mapping, newest first: from what to what, why, when and by whom.
         */
        get: operations["listRecordHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ignore a record
         * @description It is not synced; later discovers keep it ignored.
         */
        post: operations["ignoreRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Map a record
         * @description To a repository, a product, or a new product. Its findings move with it; `/records/preview` says beforehand what that does.
         */
        post: operations["mapRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop ignoring a record
         * @description Its state follows from the facts again.
         */
        post: operations["restoreRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync one record now
         * @description Reads the findings of this record and no others; it has to be GOOD. Joins a sync of its connection that waits, and waits behind one that runs.
         */
        post: operations["syncRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the last mapping change back
         * @description What a person mapped or unmapped last holds no longer: the former mapping is restored, and the findings are where they were. Refused when anything changed the mapping since.
         */
        post: operations["undoRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/unmap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unmap a record
         * @description It is NEW again, and its findings are closed with the reason "unmapped".
         */
        post: operations["unmapRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ignore many records
         * @description In one transaction; each record has an outcome of its own, and what is refused leaves the others alone.
         */
        post: operations["ignoreRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Map many records
         * @description In one transaction; each record has an outcome of its own, and what is refused leaves the others alone.
         */
        post: operations["mapRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview a mapping
         * @description What mapping, remapping or unmapping these records together would do to their findings and vulnerabilities. Nothing is changed.
         */
        get: operations["previewRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop ignoring many records
         * @description In one transaction; each record has an outcome of its own, and what is refused leaves the others alone.
         */
        post: operations["restoreRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync many records now
         * @description Reads the findings of these records and no others, in one operation a connection. Each record has an outcome of its own; what is refused leaves the others alone.
         */
        post: operations["syncRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the last mapping changes of many records back
         * @description In one transaction; each record has an outcome of its own, and what is refused leaves the others alone.
         */
        post: operations["undoRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/unmap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unmap many records
         * @description In one transaction; each record has an outcome of its own, and what is refused leaves the others alone.
         */
        post: operations["unmapRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List remediations
         * @description What is worth changing: proposed by the hub, under way, and done. `-priority` puts the most urgent first, and of those what closes most.
         */
        get: operations["listRemediations"];
        put?: never;
        /**
         * Create remediations of chosen vulnerabilities
         * @description One for each repository or image they are in. To work on what the hub proposes, open the proposal instead.
         */
        post: operations["createRemediations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a remediation
         * @description With what it closes, what remains and why, and its history.
         */
        get: operations["getRemediation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say who does a remediation, how urgent it is and by when
         * @description A proposal has to be opened first: it is made anew whenever its vulnerabilities change.
         */
        patch: operations["updateRemediation"];
        trace?: never;
    };
    "/api/v1/remediations/{id}/change-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a pull or merge request for a remediation
         * @description Pushes what the preview shows as one commit on a branch of its own, and opens the request; the remediation goes in review. When the platform does not answer, it is tried again by itself. Asking again finds the same request and never opens a second one. The hub follows it from then on: once it is merged, the remediation awaits verification; closed without, it is open again.
         */
        post: operations["openChangeRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/change-request/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview the change of a remediation
         * @description Reads the manifests of the repository and shows what an upgrade would change of them, as a diff. Nothing is pushed.
         */
        post: operations["previewChangeRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/comment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Comment on a remediation
         * @description The comment stands in its history.
         */
        post: operations["commentRemediation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss a remediation
         * @description It will not be done. Its vulnerabilities stay open, and are not proposed again.
         */
        post: operations["dismissRemediation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the change of a remediation is merged
         * @description Its vulnerabilities are Pending Action until a complete sync no longer sees them; nothing else resolves it.
         */
        post: operations["mergeRemediation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a proposed remediation
         * @description It is wanted. While nobody began, it takes in what is new of the same change.
         */
        post: operations["openRemediation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a dismissed remediation
         * @description It will be done after all.
         */
        post: operations["restoreRemediation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a remediation that waits go on
         * @description Due dates of what it closes move by as long as it waited.
         */
        post: operations["resumeRemediation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a remediation into review
         * @description The change is made and waits for review.
         */
        post: operations["reviewRemediation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/rework": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a remediation back into work
         * @description The change was sent back, or was not enough.
         */
        post: operations["reworkRemediation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a remediation
         * @description Its vulnerabilities are In Progress.
         */
        post: operations["startRemediation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a ticket for a remediation
         * @description From the template in the settings. A proposed remediation is opened by it. The answer comes before the tracker has the ticket; one that could not be opened is tried again. There is never a second one.
         */
        post: operations["openTicket"];
        /**
         * Unlink the ticket of a remediation
         * @description Over there the ticket stays as it is; the two are no longer kept in step. Another one can be opened.
         */
        delete: operations["unlinkTicket"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/ticket/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview the ticket of a remediation
         * @description What it would say if it were opened now. With `tickets` as if the connection said that of its tickets. Nothing is sent.
         */
        post: operations["previewTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/{id}/wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wait for a vendor with a remediation
         * @description The clocks of everything it closes stand still, until `resume` or the time given. Again with other words changes those.
         */
        post: operations["waitWithRemediation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how fixing goes
         * @description Overall or of some products. Made of what happened, not of how things are.
         */
        get: operations["getRemediationMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let many remediations that wait go on */
        post: operations["resumeRemediations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/remediations/wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wait for a vendor with many remediations at once
         * @description With all of them or, where one cannot wait, with none.
         */
        post: operations["waitWithRemediations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List repositories */
        get: operations["listRepositories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a repository */
        get: operations["getRepository"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a standard document of a repository
         * @description What scanners see now in its default branch, with what people decided: SARIF, VEX in three formats, OCSF or CSV. What a format has no words for is not in it.
         */
        get: operations["downloadRepositoryDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export a repository now
         * @description Its default branch, to all its exporters or one, as far as their budgets go. A preview is only written: download its document, then confirm it within a day, or let it be.
         */
        post: operations["exportRepository"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scan-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List scan profiles
         * @description What is exported, and where to. The nearest one decides: the product’s, its type’s, or the default.
         */
        get: operations["listScanProfiles"];
        put?: never;
        /** Create a scan profile */
        post: operations["createScanProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scan-profiles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a scan profile */
        get: operations["getScanProfile"];
        put?: never;
        post?: never;
        /**
         * Remove a scan profile
         * @description What chose it falls back to the profile of its type, or the default. The default itself stays.
         */
        delete: operations["removeScanProfile"];
        options?: never;
        head?: never;
        /**
         * Change a scan profile
         * @description What is exported no longer is emptied at the destination; what is new goes there.
         */
        patch: operations["updateScanProfile"];
        trace?: never;
    };
    "/api/v1/scan-profiles/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a scan profile
         * @description Whom its import rules would hit if it were saved now, at the next sync of the records; with `profile`, what changing that one would do. Nothing is changed.
         */
        post: operations["previewScanProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List service accounts */
        get: operations["listServiceAccounts"];
        put?: never;
        /**
         * Create a service account
         * @description For a program: it has no password, only tokens, and belongs to the hub rather than to whoever made it.
         */
        post: operations["createServiceAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a service account
         * @description Revokes its tokens.
         */
        delete: operations["removeServiceAccount"];
        options?: never;
        head?: never;
        /**
         * Change a service account
         * @description A lower role holds for its tokens at once; so does disabling it.
         */
        patch: operations["updateServiceAccount"];
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where a user is signed in
         * @description One’s own sessions; owners can ask for those of anybody.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session
         * @description One’s own; owners can end those of anybody.
         */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the settings of the hub */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings of the hub
         * @description What is left out stays as it is.
         */
        patch: operations["updateSettings"];
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how to get in
         * @description Whether the first owner is still to be created, and the ways to sign in.
         */
        get: operations["getSetup"];
        put?: never;
        /**
         * Create the first owner
         * @description Works once, while there is no user.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sla-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List SLA policies */
        get: operations["listSlaPolicies"];
        put?: never;
        /**
         * Create an SLA policy
         * @description It counts for what is found from then on; `/sla-policies/apply` grants its days to what is there already.
         */
        post: operations["createSlaPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sla-policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an SLA policy */
        get: operations["getSlaPolicy"];
        put?: never;
        post?: never;
        /**
         * Remove an SLA policy
         * @description What is there already keeps its days until something is applied.
         */
        delete: operations["removeSlaPolicy"];
        options?: never;
        head?: never;
        /**
         * Change an SLA policy
         * @description It counts for what is found from then on; `/sla-policies/apply` grants its days to what is there already.
         */
        patch: operations["updateSlaPolicy"];
        trace?: never;
    };
    "/api/v1/sla-policies/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant the days of today to what is there already
         * @description In a product, in the products of a type, or with neither everywhere. Done within a minute.
         */
        post: operations["applySlaPolicies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sla-policies/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview an SLA policy
         * @description Whom it would hit if it were saved and applied. Nothing is changed.
         */
        post: operations["previewSlaPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show where things stand */
        get: operations["getSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tickets
         * @description The tickets of remediations in trackers, newest first.
         */
        get: operations["listTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API tokens
         * @description Owners see every token, everybody else their own.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Create an API token
         * @description Its role is at most your own, or that of the service account. The token is shown this once.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description Owners can revoke every token, everybody else their own.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trackers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List trackers
         * @description Connections that take tickets, by label.
         */
        get: operations["listTrackers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List uploads
         * @description Newest first. One whose document turned out to say nothing new was not sent and is not listed.
         */
        get: operations["listUploads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an upload */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a preview
         * @description Exactly as it was written, if the destination’s budget allows.
         */
        post: operations["confirmUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the document of an upload
         * @description Exactly as it was sent, or as it will be. The documents of the last few uploads of each branch are kept.
         */
        get: operations["downloadUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/upcoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is exported, and when and why it leaves next
         * @description What leaves next first; then what rests, and why.
         */
        get: operations["listUpcomingUploads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users */
        get: operations["listUsers"];
        put?: never;
        /**
         * Create a user
         * @description There is no open registration. Better invite people: then only they know their password.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a user
         * @description Signs them out everywhere and revokes their tokens. The last owner stays.
         */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description The last owner keeps the role.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/v1/users/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable a user
         * @description Ends their sessions and stops their tokens at once. The last owner stays.
         */
        post: operations["disableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable a user
         * @description They can sign in again, and their tokens work again.
         */
        post: operations["enableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a user a new password
         * @description For somebody who forgot it. Ends their sessions; they sign in with the new one and change it. A second factor stays.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/reset-two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a user’s second factor away
         * @description For somebody who lost it. Ends their sessions; they sign in with the password alone and set it up anew.
         */
        post: operations["resetTwoFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all sessions of a user */
        post: operations["signOutUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show who is asking */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one’s own name */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/api/v1/users/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one’s own password
         * @description Only with a session, not with a token. All other sessions end.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vulnerabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List vulnerabilities
         * @description What the sightings of all scanners add up to. `severity` puts the worst first, `-riskScore` the riskiest, `dueAt` what is due first.
         */
        get: operations["listVulnerabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vulnerabilities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a vulnerability */
        get: operations["getVulnerability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vulnerabilities/{id}/comment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Comment on a vulnerability
         * @description It stands in the history.
         */
        post: operations["commentVulnerability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vulnerabilities/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on a vulnerability
         * @description No later import undoes it. `none` takes a decision back.
         */
        post: operations["decideVulnerability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vulnerabilities/{id}/exempt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant a vulnerability more time
         * @description An exception from its deadline, with reason and end; `until` null takes it back.
         */
        post: operations["exemptVulnerability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vulnerabilities/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the clock of a vulnerability run again
         * @description How long it stood still is added to its deadline.
         */
        post: operations["resumeVulnerability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vulnerabilities/{id}/wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop the clock of a vulnerability
         * @description While a vendor has to act: its deadline moves by as long as that takes.
         */
        post: operations["waitForVendor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vulnerabilities/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide on many vulnerabilities at once */
        post: operations["decideVulnerabilities"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vulnerabilities/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count vulnerabilities by what they can be narrowed by */
        get: operations["getVulnerabilityFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vulnerabilities/import-vex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take decisions from a VEX document
         * @description OpenVEX, CycloneDX or CSAF 2.0, as JSON. Says of each statement what it would decide; with `apply` it decides. Statements are matched by any name of the problem and by package URL.
         */
        post: operations["importVex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            /** @description When the credentials expire, where the vendor tells. */
            expiresAt: string | null;
            /** @description Who the credentials belong to, where the vendor tells. */
            identity: string | null;
            /**
             * @description What the credentials can see.
             * @example 2 namespaces, 214 projects
             */
            sees: string;
            /** @description What works less well than it could. */
            warnings: string[];
        };
        /** @description Who did something. */
        ActorRef: {
            /** @description Of a user who still exists. */
            email: string | null;
            id: string;
            /** @enum {string} */
            kind: "user" | "token" | "system";
            /**
             * @description Null once the user or the token is gone.
             * @example Mira Novak
             */
            name: string | null;
        };
        AppliedConfiguration: {
            changes: components["schemas"]["AppliedConfigurationChange"][];
            digest: string;
            /**
             * @description `stopped`: something failed; applying the file again goes on from there.
             * @enum {string}
             */
            outcome: "done" | "stopped";
        };
        AppliedConfigurationChange: {
            /**
             * @description `left-alone`: the hub has it and the file does not; it stays as it is.
             * @enum {string}
             */
            action: "create" | "change" | "remove" | "unchanged" | "left-alone";
            fields: components["schemas"]["ConfigurationFieldChange"][];
            /** @example Online services / Web shop */
            name: string;
            /** @description `not-done`: an earlier one failed first. Null where nothing was to be done. */
            outcome: ("done" | "failed" | "not-done") | null;
            /** @description Why it failed. */
            problem: {
                message: string;
                remedy: string | null;
            } | null;
            /** @example products */
            section: string;
        };
        AuditEvent: {
            actor: {
                id: string;
                /** @enum {string} */
                kind: "user" | "token" | "system";
                name: string;
            };
            /** @description What was asked for; secrets are blotted out. */
            after: unknown;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            /** @description What was there before; secrets are blotted out. */
            before: unknown;
            /** @example connection.created */
            event: string;
            /** @description SHA-256 over the event before it and this one. */
            hash: string;
            ip: string | null;
            /** @description Id of what it was done to. */
            object: string | null;
            outcome: components["schemas"]["AuditOutcome"];
            requestId: string | null;
            seq: number;
        };
        AuditEventList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["AuditEvent"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /**
         * @description `unknown`: the hub ended before it could say what came of it.
         * @enum {string}
         */
        AuditOutcome: "done" | "refused" | "failed" | "unknown";
        AuditVerification: {
            /** @description That event as it stands now. */
            broken: {
                event: components["schemas"]["AuditEvent"];
                /**
                 * @description `missing`: events before this one are gone.
                 * @enum {string}
                 */
                reason: "altered" | "missing";
                seq: number;
            } | null;
            /** @description The first event that does not fit; null when all do. */
            brokenAt: number | null;
            /** @description How many are as they were written, from the first on. */
            events: number;
        };
        BaseMove: {
            /**
             * @description Base images in use.
             * @example [
             *       "node:20-bookworm"
             *     ]
             */
            from: string[];
            /** @description What scanners advise to build on instead; empty where none advises anything. */
            to: string[];
        };
        /**
         * @description When something runs by itself; null: never. A time that daylight saving leaves out runs right after the gap, one that comes twice runs once.
         * @example {
         *       "everyHours": 6
         *     }
         * @example {
         *       "dailyAt": "02:30",
         *       "timeZone": "Europe/Berlin"
         *     }
         */
        Cadence: null | {
            /** @description Hours between two runs, jittered by a twentieth. */
            everyHours: number;
        } | {
            /**
             * @description Hours and minutes.
             * @example 02:30
             */
            dailyAt: string;
            /**
             * @description IANA name.
             * @example Europe/Berlin
             */
            timeZone: string;
        } | {
            /**
             * @description Five fields: minute, hour, day of month, month, day of week.
             * @example 0 3 * * 1-5
             */
            cron: string;
            /**
             * @description IANA name.
             * @example Europe/Berlin
             */
            timeZone: string;
        };
        /** @description One fix across many repositories. */
        Campaign: {
            /**
             * @description Versions from this one on are fixed.
             * @example 2.17.1
             */
            below: string;
            /** @description Since when it takes in nothing more; null while it does. */
            closedAt: string | null;
            closedBy: components["schemas"]["ActorRef"] | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"] | null;
            /** @example cmp_2 */
            id: string;
            /** @example Log4Shell */
            name: string;
            openVulnerabilities: number;
            /**
             * @description Package URL without version.
             * @example pkg:maven/org.apache.logging.log4j/log4j-core
             */
            package: string;
            /** @example org.apache.logging.log4j:log4j-core */
            packageName: string;
            /** @description How many it has taken in. */
            remediations: number;
            /** @description How many of them a scan has proved. */
            resolved: number;
            /** @description Remediations by state. */
            states: {
                [key: string]: number;
            };
        };
        CampaignList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Campaign"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /**
         * @description What an operation changed. Findings of a sync: `new`, `changed`, `reopened`, `closed`. Records and repositories of a discover: `new`, `renamed`, `back` after they were gone, `gone`.
         * @enum {string}
         */
        ChangeKind: "new" | "changed" | "reopened" | "closed" | "renamed" | "back" | "gone";
        /**
         * @description Who makes the commit: the hub by an edit of manifests, or Renovate where the operator has it.
         * @enum {string}
         */
        ChangeMaker: "patchbay" | "renovate";
        /** @description What a change request would change. Nothing was pushed. */
        ChangePreview: {
            /** @description The default branch. */
            branch: string;
            /** @description Where it ends; what is shown was read there. */
            commit: string;
            files: {
                /** @description A unified diff. */
                diff: string;
                path: string;
            }[];
            /** @description What is left to people, and why. */
            left: {
                package: string;
                path: string | null;
                reason: string;
            }[];
            /** @description Lock files, which are never changed here, and the command that refreshes each. */
            lockFiles: {
                /** @example npm install */
                command: string;
                path: string;
            }[];
            /** @description What Renovate says it would do, when it is to make the change. */
            log: string | null;
            /** @description Who could make it. */
            makers: components["schemas"]["ChangeMaker"][];
            /** @description Packages that could be forced with `overrides`. */
            overridable: string[];
            /** @description Packages that others bring and that an override forces, and where. Only when asked for. */
            overrides: {
                package: string;
                path: string;
            }[];
            /** @example acme/web-shop */
            repository: string;
            /** @description The one there is already for this change, also one that is merged or closed. */
            request: {
                /**
                 * @description What people call it over there.
                 * @example acme/web-shop#12
                 */
                key: string;
                mergeCommit: string | null;
                state: components["schemas"]["ChangeRequestState"];
                url: string | null;
            } | null;
            /**
             * @description The branch it is on. The same for the same change.
             * @example patchbay/lodash-3f9a2c1b7d04
             */
            source: string;
            title: string;
        };
        /** @description The pull or merge request of a remediation. */
        ChangeRequest: {
            connection: components["schemas"]["ConnectionRef"];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            /** @description Manifests it changes; empty when Renovate makes it. */
            files: string[];
            /** @example chg_3 */
            id: string;
            key: string | null;
            /** @description The end of what Renovate said, without secrets. */
            log: string | null;
            madeBy: components["schemas"]["ChangeMaker"];
            mergeCommit: string | null;
            /** @description When it is asked again, or opening it is tried again; null for never. */
            nextAt: string | null;
            /** @description What keeps it from being merged, where the platform tells. `checks`: not all have passed. */
            obstacle: ("conflict" | "checks") | null;
            openedBy: components["schemas"]["ActorRef"];
            /** @description What went wrong at the last try, and what to do about it. */
            problem: components["schemas"]["Trouble"] | null;
            remediation: {
                /** @example rem_8 */
                id: string;
                title: string;
            };
            /** @description When the platform was last heard of it. */
            seenAt: string | null;
            /**
             * @description The branch it is on. The same for the same change.
             * @example patchbay/lodash-3f9a2c1b7d04
             */
            source: string;
            /**
             * @description `opening`: the platform has yet to take it. `failed`: it could not be opened. `gone`: the platform shows no such request any more.
             * @enum {string}
             */
            standing: "opening" | "opened" | "failed" | "gone";
            state: components["schemas"]["ChangeRequestState"] | null;
            url: string | null;
            /** @description When it was told that a scan proved the fix. */
            verifiedAt: string | null;
        };
        ChangeRequestList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["ChangeRequest"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /**
         * @description `closed`: without being merged.
         * @enum {string}
         */
        ChangeRequestState: "open" | "merged" | "closed";
        ComparedCount: {
            /** @description Null without a run before. */
            before: number | null;
            difference: number | null;
            now: number;
        };
        /** @description What a configuration file means for one thing. */
        ConfigurationChange: {
            /**
             * @description `left-alone`: the hub has it and the file does not; it stays as it is.
             * @enum {string}
             */
            action: "create" | "change" | "remove" | "unchanged" | "left-alone";
            fields: components["schemas"]["ConfigurationFieldChange"][];
            /** @example Online services / Web shop */
            name: string;
            /** @example products */
            section: string;
        };
        /**
         * @example {
         *       "version": 1,
         *       "products": [
         *         {
         *           "name": "Web shop",
         *           "owner": "team-shop",
         *           "criticality": "high"
         *         }
         *       ]
         *     }
         */
        ConfigurationDocument: {
            /** @description Connections, known by label. What is left out of one, or of its settings, stays as it is; null takes it away. */
            connections?: {
                autoMap?: boolean;
                /**
                 * @description Its settings. A secret is a reference, `env:NAME` or `file:PATH`, never the secret itself.
                 * @default {}
                 */
                config: {
                    [key: string]: unknown;
                };
                connector: string;
                credentialsExpireAt?: (string) | null;
                /** @description What it is known by. */
                label: string;
                paused?: boolean;
                rules?: {
                    /** @description Only dependency and container findings that carry a CVE. */
                    cveRequired?: boolean;
                    /** @description Families that are let in. */
                    kinds?: components["schemas"]["Kind"][];
                    /** @description What is below it is left out; null lets everything in. `unknown` is never left out. */
                    minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                };
                schedule?: {
                    /** @description When the vendor's products are listed. */
                    discover?: components["schemas"]["Cadence"];
                    /** @description When findings are read. */
                    sync?: components["schemas"]["Cadence"];
                };
                tickets?: components["schemas"]["TicketSettings"] | null;
            }[];
            /** @description All mapping rules in the order they are tried. Rules that are not listed are removed. */
            mappingRules?: {
                attribute?: {
                    name: string;
                    value?: string;
                };
                /** @description Label of the connection whose records it is for; all when left out. */
                connection?: string;
                name?: string;
                /** @description Of the product, where it has none. */
                owner?: string;
                /** @description Name of the product; created when there is none. */
                product: string;
                /** @description Name of its type; the general one when left out. */
                productType?: string;
                tag?: string;
                url?: string;
            }[];
            /** @description Who is told of what. A connection that is named here is told what is listed for it and nothing else; of others nothing changes. */
            notifications?: {
                /** @description Label of the connection through which people are told. */
                connection: string;
                /** @description A message that sums up what changed; none when left out. */
                digest?: {
                    /** @description When it is sent. */
                    cadence: components["schemas"]["Cadence"];
                    /**
                     * @description When nothing changed: `tell` says so in a line, `skip` sends nothing.
                     * @enum {string}
                     */
                    whenQuiet: "tell" | "skip";
                };
                /**
                 * @description Of what is told of vulnerabilities; every severity when left out.
                 * @enum {string}
                 */
                minimumSeverity?: "critical" | "high" | "medium" | "low" | "info";
                /** @default information */
                minimumUrgency: components["schemas"]["Urgency"];
                products?: {
                    name: string;
                    /** @default Products */
                    type: string;
                }[];
                /** @description Only what concerns one of these, or of the products; everything when both are left out. */
                productTypes?: string[];
                /** @description Every type operators are told of when left out; changes of single vulnerabilities only by name. Empty for the digest alone. */
                types?: components["schemas"]["EventType"][];
            }[];
            /** @description Roles of people who are here already. Nobody is let in or put out by it. */
            people?: {
                /** Format: email */
                email: string;
                /** @description Roles on single product types, by their names; null takes one away. */
                productTypes?: {
                    [key: string]: ("reader" | "writer" | "maintainer" | "owner") | null;
                };
                role: components["schemas"]["GlobalRole"];
            }[];
            /** @description Products, known by name and type. What is left out of one stays as it is; null takes it away. */
            products?: {
                criticality?: components["schemas"]["Criticality"];
                description?: string | null;
                environment?: string | null;
                name: string;
                owner?: string | null;
                tags?: string[];
                /**
                 * @description Name of its product type.
                 * @default Products
                 */
                type: string;
            }[];
            /** @description Product types by name. What is left out of one stays as it is; null takes it away. */
            productTypes?: {
                description?: string | null;
                name: string;
            }[];
            /** @description Scan profiles by name. What is left out of one stays as it is; a list replaces what was there. */
            scanProfiles?: {
                /** @description Whether it is for all that chose none. There is always exactly one. */
                default?: boolean;
                /** @description Labels of connections to destinations. */
                exporters?: string[];
                kinds?: components["schemas"]["Kind"][];
                minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                name: string;
                /** @description The products that choose it. */
                products?: {
                    name: string;
                    /** @default Products */
                    type: string;
                }[];
                /** @description Names of the product types that choose it. */
                productTypes?: string[];
                propagate?: boolean;
                /** @description Import rules that count before those of connections; they replace what was there. */
                rules?: {
                    /** @description Only dependency and container findings that carry a CVE. */
                    cveRequired?: boolean;
                    /** @description Families that are let in. */
                    kinds?: components["schemas"]["Kind"][];
                    /** @description What is below it is left out; null lets everything in. `unknown` is never left out. */
                    minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                };
                schedule?: {
                    /** @description When findings are read. */
                    sync: components["schemas"]["Cadence"];
                };
            }[];
            /**
             * @description Settings of the whole hub. What is left out stays as it is.
             * @example {
             *       "operations": {
             *         "retentionDays": 30
             *       }
             *     }
             */
            settings?: {
                feeds?: {
                    /** @description Whether the daily EPSS scores are read. */
                    epss?: boolean;
                    /**
                     * Format: uri
                     * @description Where the packed list of all scores is.
                     */
                    epssAddress?: string;
                    /** @description Whether the catalogue of known exploited vulnerabilities is read. */
                    kev?: boolean;
                    /**
                     * Format: uri
                     * @description Where it is; a mirror of your own, for example.
                     */
                    kevAddress?: string;
                    /** @description Whether OSV is asked which identifiers name the same problem. */
                    osv?: boolean;
                    /**
                     * Format: uri
                     * @description Where the exported OSV records are: `modified_id.csv` and a folder for each ecosystem.
                     */
                    osvAddress?: string;
                    /** @description Days after which data is called old. */
                    staleAfterDays?: number;
                };
                operations?: {
                    /** @description Days that finished operations are kept, with their logs and lists. 0 or null: for ever. */
                    retentionDays?: number | null;
                };
                risk?: {
                    /** @description How much the criticality of the product counts. */
                    criticality?: number;
                    /** @description How much CISA KEV and EPSS count. */
                    exploitation?: number;
                    /** @description How much tags and environment of the product, and whether the code is public, count. */
                    exposure?: number;
                    /** @description How much reachability counts. */
                    reachability?: number;
                    /** @description How much CVSS, or the severity where there is none, counts. Only the proportions of weights matter. */
                    severity?: number;
                };
                tickets?: {
                    /** @description Text of new tickets: paragraphs, lists of lines that begin with “- ”, variables. */
                    text?: string;
                    /** @description Title of new tickets; variables in double braces, as the guide has them. */
                    title?: string;
                };
            };
            /** @constant */
            version: 1;
        };
        ConfigurationFieldChange: {
            /** @description Null where nothing will be. */
            after: unknown;
            /** @description Null where there was nothing. */
            before: unknown;
            /** @example config.namespace */
            field: string;
            /** @description Whether it is a secret: its values are never said, only that it changes. */
            secret: boolean;
        };
        ConfigurationPlan: {
            changes: components["schemas"]["ConfigurationChange"][];
            /** @description Give it back as `planDigest` to apply this plan and no other. */
            digest: string;
            secrets: components["schemas"]["ConfigurationSecret"][];
            /** @description How many things are created, changed or removed. */
            writes: number;
        };
        /** @description A secret that a configuration file refers to. */
        ConfigurationSecret: {
            /** @description Label of the connection. */
            connection: string;
            /**
             * @description Where whoever applies the file finds it.
             * @example env:ENDOR_KEY
             */
            reference: string;
            setting: string;
            /**
             * @description `saved`: no value came along, so the one the hub has stays. `missing`: it has none; the file cannot be applied.
             * @enum {string}
             */
            state: "given" | "saved" | "missing";
        };
        Connection: {
            /** @description What the last successful check found; null before the first. */
            account: components["schemas"]["Account"] | null;
            autoMap: boolean;
            /** @description The settings, without secrets. */
            config: {
                [key: string]: unknown;
            };
            connector: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            /** @description The earlier of what the vendor tells and what somebody gave. */
            credentialsExpireAt: string | null;
            /** @description What somebody gave. */
            credentialsExpireGiven: string | null;
            /** @description Whole days that are left, from 14 days before the end on; 0 on the last day, negative once it is over. */
            credentialsExpireInDays: number | null;
            /** @example con_1a */
            id: string;
            label: string;
            lastDiscoverAt: string | null;
            lastSyncAt: string | null;
            /** @description Null when it is not planned or the connection is paused. */
            nextDiscoverAt: string | null;
            /** @description The one thing somebody can do for it now; null when there is nothing. */
            nextStep: string | null;
            /** @description Null when it is not planned or the connection is paused. */
            nextSyncAt: string | null;
            problem: components["schemas"]["Trouble"] | null;
            records: components["schemas"]["RecordCounts"];
            /** @description Repositories it lists now; 0 for anything but source control. */
            repositories: number;
            rules: components["schemas"]["ImportRules"];
            /** @description The operation that is running, or else the next one waiting. */
            running: {
                id: string;
                kind: string;
                /** @enum {string} */
                state: "queued" | "running";
            } | null;
            schedule: components["schemas"]["Schedule"];
            /** @description Names of the secrets that are saved. */
            secretsSet: string[];
            state: components["schemas"]["ConnectionState"];
            /** @description What its tickets are like; null: as the settings of the hub have it. */
            tickets: components["schemas"]["TicketSettings"] | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
        };
        ConnectionList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Connection"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        ConnectionRef: {
            /** @example acme-scanner */
            connector: string;
            /** @example con_1a */
            id: string;
            /** @example Endor production */
            label: string;
        };
        /**
         * @description `connected`: works. `attention`: somebody has to do something. `degraded`: works partly, or the vendor has trouble. `paused`: stopped by a user.
         * @enum {string}
         */
        ConnectionState: "connected" | "attention" | "degraded" | "paused";
        Connector: {
            brings: string[];
            capabilities: ("repositories" | "discover" | "sync" | "exports" | "notify" | "tickets" | "changeRequests")[];
            /** @enum {string} */
            category: "scanner" | "source-control" | "destination" | "ticketing" | "chat";
            /** @description JSON Schema (draft 2020-12) of `config`; secrets carry `"secret": true`. */
            configSchema: {
                [key: string]: unknown;
            };
            /** @description How many connections use it. */
            connections: number;
            documentation: string;
            /** @description Families of findings it reports, with the vendor's word for each. */
            families: {
                byDefault: boolean;
                kind: components["schemas"]["Kind"];
                label: string;
            }[];
            /** @description Name of the connector; the `connector` of a new connection. */
            id: string;
            leavesOut: string[];
            mark: {
                color: string;
                icon: string | null;
                letters: string;
            };
            name: string;
            /** @description Names of the settings that are secrets: written once, never returned. */
            secrets: string[];
            /** @enum {string} */
            stage: "stable" | "beta";
            /** @description How to get the credentials in the vendor's product, step by step. */
            steps: string[];
            /** @description One sentence for the card. */
            summary: string;
        };
        ConnectorList: {
            items: components["schemas"]["ConnectorSummary"][];
        };
        ConnectorSummary: {
            capabilities: ("repositories" | "discover" | "sync" | "exports" | "notify" | "tickets" | "changeRequests")[];
            /** @enum {string} */
            category: "scanner" | "source-control" | "destination" | "ticketing" | "chat";
            /** @description How many connections use it. */
            connections: number;
            /** @description Name of the connector; the `connector` of a new connection. */
            id: string;
            mark: {
                color: string;
                icon: string | null;
                letters: string;
            };
            name: string;
            /** @enum {string} */
            stage: "stable" | "beta";
            /** @description One sentence for the card. */
            summary: string;
        };
        Count: {
            /**
             * @description `at-least`: counting stopped at this value.
             * @enum {string}
             */
            relation: "exact" | "at-least";
            value: number;
        };
        CreatedRemediations: {
            items: components["schemas"]["Remediation"][];
        };
        /** @enum {string} */
        Criticality: "critical" | "high" | "medium" | "low";
        Cvss: {
            score: number | null;
            vector: string | null;
            /** @enum {string} */
            version: "2.0" | "3.0" | "3.1" | "4.0" | "unknown";
        };
        /**
         * @description What people or a policy decided. No import changes it.
         * @enum {string}
         */
        Decision: "none" | "false-positive" | "risk-accepted" | "wont-fix" | "not-affected" | "duplicate";
        /**
         * @description `waiting`: to be tried, or tried again. `failed`: given up, a day after the first try or at a refusal.
         * @enum {string}
         */
        DeliveryState: "waiting" | "delivered" | "failed";
        /** @description Exploit Prediction Scoring System; fractions from 0 to 1. */
        Epss: {
            percentile: number | null;
            score: number;
        };
        /**
         * @description What people and receivers can be told of.
         * @enum {string}
         */
        EventType: "connection.needs-attention" | "connection.recovered" | "record.missing" | "record.stale" | "snapshot.held" | "operation.failed" | "sla.breached" | "vulnerability.new-critical" | "vulnerability.opened" | "vulnerability.resolved" | "vulnerability.reopened" | "vulnerability.dismissed";
        /** @description It is not in the vendor's answer; the rest says how far that reaches. */
        ExplainedAbsent: {
            /** @description What the connector asked the vendor not to send, by reason: these come without ids. */
            heldBack: {
                [key: string]: number;
            };
            /** @constant */
            kind: "absent";
            /** @description The last sync that saw everything it was to read. */
            lastComplete: {
                /**
                 * Format: date-time
                 * @example 2026-11-28T09:30:00.000Z
                 */
                at: string;
                /** @example op_k2 */
                operation: string;
            } | null;
            lastSync: {
                /**
                 * Format: date-time
                 * @example 2026-11-28T09:30:00.000Z
                 */
                at: string;
                /** @example op_k2 */
                operation: string;
                problem: string | null;
                state: components["schemas"]["OperationState"];
            } | null;
            /** @description Records whose findings the last sync did not see in full. */
            notRead: components["schemas"]["UnreadRecords"][];
            running: string | null;
            /** @description The answer, in a sentence or two. */
            sentence: string;
            /** @description Rows of the last sync that could not be read. */
            setAside: {
                listed: number;
                rows: number;
            };
            skipped: {
                family: string | null;
                reason: string;
                target: string | null;
            }[];
            /** @description What to do next; empty when there is nothing to do. */
            steps: string[];
        };
        ExplainedClosed: {
            /** @description Only where import rules closed it. */
            changes: components["schemas"]["RuleChanges"] | null;
            finding: components["schemas"]["ExplainedFinding"];
            /** @constant */
            kind: "closed";
            operation: string | null;
            /** @description Why it was closed; only `absent` counts as fixed. */
            reason: string;
            record: components["schemas"]["ExplainedRecord"];
            /** @description The answer, in a sentence or two. */
            sentence: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            since: string;
            /** @description What to do next; empty when there is nothing to do. */
            steps: string[];
            vulnerability: components["schemas"]["ExplainedVulnerability"];
        };
        ExplainedFiltered: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            changes: components["schemas"]["RuleChanges"];
            externalId: string;
            findingKind: components["schemas"]["Kind"];
            /** @constant */
            kind: "filtered";
            /** @description The identifier it goes by, else its title. */
            name: string;
            /**
             * @description The last operation known to have seen it like this.
             * @example op_k2
             */
            operation: string;
            /**
             * @description The rule that left it out.
             * @example no-cve
             */
            reason: string;
            record: components["schemas"]["ExplainedRecord"];
            /** @description The answer, in a sentence or two. */
            sentence: string;
            severity: components["schemas"]["Severity"];
            /** @description What to do next; empty when there is nothing to do. */
            steps: string[];
        };
        ExplainedFinding: {
            /** @description The vendor's id of this finding. */
            externalId: string;
            /** @description The vendor's own page. */
            externalUrl: string | null;
            /** @example fnd_x9 */
            id: string;
            title: string;
        };
        /** @description It is here because the snapshot that lacks it is held. */
        ExplainedHeld: {
            finding: components["schemas"]["ExplainedFinding"];
            held: components["schemas"]["HeldSnapshot"];
            /** @constant */
            kind: "held";
            record: components["schemas"]["ExplainedRecord"];
            /** @description The answer, in a sentence or two. */
            sentence: string;
            /** @description What to do next; empty when there is nothing to do. */
            steps: string[];
            vulnerability: components["schemas"]["ExplainedVulnerability"];
        };
        ExplainedHere: {
            finding: components["schemas"]["ExplainedFinding"];
            /** @constant */
            kind: "here";
            record: components["schemas"]["ExplainedRecord"];
            /** @description The answer, in a sentence or two. */
            sentence: string;
            /** @description What to do next; empty when there is nothing to do. */
            steps: string[];
            vulnerability: components["schemas"]["ExplainedVulnerability"];
        };
        /** @description The id is that of an advisory, which many findings may carry. */
        ExplainedIdentifier: {
            closed: number;
            filtered: number;
            /** @example CVE-2021-44228 */
            identifier: string;
            /** @constant */
            kind: "identifier";
            /** @description Every name of the same problem. */
            names: string[];
            present: number;
            /** @description The answer, in a sentence or two. */
            sentence: string;
            /** @description What to do next; empty when there is nothing to do. */
            steps: string[];
        };
        ExplainedRecord: {
            /** @example rec_2f */
            id: string;
            /** @example shop-backend */
            name: string;
            state: components["schemas"]["RecordState"];
        };
        /** @description The id is that of a record, not of a finding. */
        ExplainedRecordItself: {
            held: components["schemas"]["HeldSnapshot"] | null;
            /** @constant */
            kind: "record";
            record: components["schemas"]["Record"];
            /** @description The answer, in a sentence or two. */
            sentence: string;
            /** @description What to do next; empty when there is nothing to do. */
            steps: string[];
        };
        ExplainedSetAside: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            externalId: string;
            /** @constant */
            kind: "set-aside";
            message: string;
            /** @example op_k2 */
            operation: string;
            /** @description The field that could not be read. */
            path: string | null;
            record: components["schemas"]["RecordRef"] | null;
            /** @description The answer, in a sentence or two. */
            sentence: string;
            /** @description What to do next; empty when there is nothing to do. */
            steps: string[];
        };
        ExplainedVulnerability: {
            /** @example vul_3k */
            id: string;
            name: string;
            status: components["schemas"]["Status"];
        };
        /** @description Why a finding is here, or is not. */
        Explanation: {
            /** @description Several where a vendor uses one id in several records. */
            answers: components["schemas"]["ExplanationAnswer"][];
            asked: string;
            connection: components["schemas"]["ConnectionRef"];
        };
        ExplanationAnswer: components["schemas"]["ExplainedHere"] | components["schemas"]["ExplainedHeld"] | components["schemas"]["ExplainedClosed"] | components["schemas"]["ExplainedFiltered"] | components["schemas"]["ExplainedSetAside"] | components["schemas"]["ExplainedRecordItself"] | components["schemas"]["ExplainedIdentifier"] | components["schemas"]["ExplainedAbsent"];
        Exporter: {
            connector: string;
            families: components["schemas"]["ExportFamily"][];
            /** @description Nothing is sent before, after a fault that would meet every upload. */
            heldUntil: string | null;
            /** @description The id of its connection: settings, secrets, check, pause and removal are there. */
            id: string;
            label: string;
            lastUploadAt: string | null;
            /** @description The latest upload of each branch and family, by state. */
            latest: {
                [key: string]: number;
            };
            limits: {
                concurrency: number;
                /** @description Most findings of one document. */
                findings: number | null;
                /** @description Uploads of one branch and family in any 24 hours; null without a limit. */
                perDay: number | null;
                /** @description A branch is sent again after so long though nothing changed; null never. */
                refreshHours: number | null;
            };
            problem: components["schemas"]["Trouble"] | null;
            /** @description Those that no longer are, and were emptied over there. */
            retired: number;
            /** @description Those that send there. */
            scanProfiles: components["schemas"]["ScanProfileRef"][];
            /** @description Branches and families that are exported. */
            scopes: number;
            /** @enum {string} */
            state: "connected" | "attention" | "degraded" | "paused";
        };
        ExporterList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Exporter"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description Kinds of finding that travel together, in an upload of their own. */
        ExportFamily: {
            /** @example sca */
            id: string;
            kinds: components["schemas"]["Kind"][];
            label: string;
        };
        ExportOutcome: {
            /** @description When there is a slot again. */
            at: string | null;
            /** @description Id of the exporter. */
            exporter: string;
            family: string;
            /**
             * @description `no-slot`: the destination takes no more today. `incomplete`: a sync of it is unfinished. `paused`: its exporter is; a preview is written all the same.
             * @enum {string}
             */
            outcome: "begun" | "underway" | "no-slot" | "incomplete" | "paused" | "no-connector";
            slice: number;
            /** @description Id of the upload that was begun. */
            upload: string | null;
        };
        ExportOutcomes: {
            outcomes: components["schemas"]["ExportOutcome"][];
        };
        /** @description How many vulnerabilities each further choice would leave. Each facet ignores its own filter. */
        Facets: {
            connection: {
                /**
                 * @description `at-least`: counting stopped early, each count may be higher.
                 * @enum {string}
                 */
                relation: "exact" | "at-least";
                values: {
                    count: number;
                    label: string;
                    /** @description Connection id. */
                    value: string;
                }[];
            };
            kind: {
                /**
                 * @description `at-least`: counting stopped early, each count may be higher.
                 * @enum {string}
                 */
                relation: "exact" | "at-least";
                values: {
                    count: number;
                    label: string;
                    value: components["schemas"]["Kind"];
                }[];
            };
            /** @description The 50 with the most. */
            product: {
                /**
                 * @description `at-least`: counting stopped early, each count may be higher.
                 * @enum {string}
                 */
                relation: "exact" | "at-least";
                values: {
                    count: number;
                    label: string;
                    /** @description Product id. */
                    value: string;
                }[];
            };
            /** @description The 50 with the most. */
            repository: {
                /**
                 * @description `at-least`: counting stopped early, each count may be higher.
                 * @enum {string}
                 */
                relation: "exact" | "at-least";
                values: {
                    count: number;
                    label: string;
                    /** @description Repository id. */
                    value: string;
                }[];
            };
            severity: {
                /**
                 * @description `at-least`: counting stopped early, each count may be higher.
                 * @enum {string}
                 */
                relation: "exact" | "at-least";
                values: {
                    count: number;
                    label: string;
                    value: components["schemas"]["Severity"];
                }[];
            };
            status: {
                /**
                 * @description `at-least`: counting stopped early, each count may be higher.
                 * @enum {string}
                 */
                relation: "exact" | "at-least";
                values: {
                    count: number;
                    label: string;
                    value: components["schemas"]["Status"];
                }[];
            };
        };
        /** @description A public source of facts that priority rests on. */
        Feed: {
            /** @description Where it is asked for. */
            address: string;
            /** @description When the data held was read. */
            changedAt: string | null;
            /** @description Of when the data held is. */
            dataAt: string | null;
            /** @description When the data held was last known to be the newest. */
            fetchedAt: string | null;
            /** @enum {string} */
            id: "kev" | "epss" | "osv";
            /** @example CISA known exploited vulnerabilities */
            name: string;
            /** @description Why the last try brought nothing; the data held stays in use. */
            problem: string | null;
            /** @example https://www.cisa.gov/known-exploited-vulnerabilities-catalog */
            publisher: string;
            rows: number | null;
            /** @description Where the data held came from. */
            source: ("address" | "file") | null;
            state: components["schemas"]["FeedState"];
            triedAt: string | null;
            /** @description Edition of the data held, as its publisher calls it. */
            version: string | null;
        };
        FeedList: {
            items: components["schemas"]["Feed"][];
        };
        /**
         * @description `never`: nothing was read yet; `stale`: what was read is old; `off`: not asked for, but what was read is used.
         * @enum {string}
         */
        FeedState: "current" | "stale" | "never" | "off";
        /** @description What the import rules left out. */
        FilteredFinding: {
            externalId: string;
            kind: components["schemas"]["Kind"];
            /** @description The identifier it goes by, else its title. */
            name: string;
            /** @example no-cve */
            reason: string;
            record: components["schemas"]["ExplainedRecord"];
            severity: components["schemas"]["Severity"];
        };
        FilteredFindingList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["FilteredFinding"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Finding: {
            /** @description What its image is built on; `brings`: whether the package comes with that, null where nobody tells. */
            baseImage: {
                brings: boolean | null;
                recommended: string | null;
                /** @example node:20-bookworm */
                reference: string;
            } | null;
            closedAt: string | null;
            closedByOperation: string | null;
            /** @description Why it is absent; only `absent` counts as fixed. */
            closedReason: string | null;
            connection: components["schemas"]["ConnectionRef"];
            context: string | null;
            cvss: components["schemas"]["Cvss"][];
            cwes: string[];
            description: string | null;
            /** @description When the scanner first detected it; null where the vendor gives no time. */
            detectedAt: string | null;
            epss: components["schemas"]["Epss"] | null;
            /** @description Known to be exploited, as the scanner says; null when it says nothing. */
            exploited: boolean | null;
            /** @description The vendor's id of this finding. */
            externalId: string;
            /** @description The vendor's own page. */
            externalUrl: string | null;
            /**
             * Format: date-time
             * @description When the hub first saw it.
             * @example 2026-11-28T09:30:00.000Z
             */
            firstSeenAt: string;
            /** @example fnd_x9 */
            id: string;
            identifiers: string[];
            kind: components["schemas"]["Kind"];
            /**
             * Format: date-time
             * @description When a sync last saw it.
             * @example 2026-11-28T09:30:00.000Z
             */
            lastSeenAt: string;
            location: components["schemas"]["Location"] | null;
            package: components["schemas"]["PackageUse"] | null;
            presence: components["schemas"]["Presence"];
            product: components["schemas"]["ProductRef"] | null;
            reachability: components["schemas"]["Reachability"];
            record: components["schemas"]["RecordRef"];
            references: string[];
            remediation: string | null;
            repository: components["schemas"]["RepositoryRef"] | null;
            rule: {
                id: string;
                name: string | null;
            } | null;
            severity: components["schemas"]["Severity"];
            tags: string[];
            title: string;
            triage: components["schemas"]["VendorTriage"] | null;
            vendorReachability: string | null;
            /** @description The vendor's own word. */
            vendorSeverity: string | null;
            /** @example vul_3k */
            vulnerabilityId: string;
        };
        FindingList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Finding"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /**
         * @description What somebody may do with everything. `none`: only what their roles on single product types allow.
         * @enum {string}
         */
        GlobalRole: "none" | "reader" | "writer" | "maintainer" | "owner";
        /** @description A snapshot that dropped so much that nothing is closed until somebody confirms the operation. */
        HeldSnapshot: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            message: string;
            /** @example op_k2 */
            operation: string;
        };
        /** @description Settings of the whole hub. */
        HubSettings: {
            feeds: {
                /** @description Whether the daily EPSS scores are read. */
                epss: boolean;
                /**
                 * Format: uri
                 * @description Where the packed list of all scores is.
                 */
                epssAddress: string;
                /** @description Whether the catalogue of known exploited vulnerabilities is read. */
                kev: boolean;
                /**
                 * Format: uri
                 * @description Where it is; a mirror of your own, for example.
                 */
                kevAddress: string;
                /** @description Whether OSV is asked which identifiers name the same problem. */
                osv: boolean;
                /**
                 * Format: uri
                 * @description Where the exported OSV records are: `modified_id.csv` and a folder for each ecosystem.
                 */
                osvAddress: string;
                /** @description Days after which data is called old. */
                staleAfterDays: number;
            };
            operations: {
                /** @description Days that finished operations are kept, with their logs and lists. 0 or null: for ever. */
                retentionDays: number | null;
            };
            risk: {
                /** @description How much the criticality of the product counts. */
                criticality: number;
                /** @description How much CISA KEV and EPSS count. */
                exploitation: number;
                /** @description How much tags and environment of the product, and whether the code is public, count. */
                exposure: number;
                /** @description How much reachability counts. */
                reachability: number;
                /** @description How much CVSS, or the severity where there is none, counts. Only the proportions of weights matter. */
                severity: number;
            };
            tickets: {
                /** @description Text of new tickets: paragraphs, lists of lines that begin with “- ”, variables. */
                text: string;
                /** @description Title of new tickets; variables in double braces, as the guide has them. */
                title: string;
            };
        };
        /** @description A container image, whatever its tag and digest. */
        Image: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            firstSeenAt: string;
            /** @example img_9 */
            id: string;
            /** @description What its labels say; null when no scanner passes any on. */
            label: {
                dockerfile: string | null;
                url: string;
            } | null;
            /**
             * @description With its registry.
             * @example ghcr.io/acme/shop
             */
            name: string;
            /** @description Open vulnerabilities in it. */
            open: components["schemas"]["SeverityCounts"];
            /**
             * @description Repository in the registry.
             * @example acme/shop
             */
            path: string;
            /** @description That of the repository that builds it, else the one it was given or is reported in. */
            product: components["schemas"]["ProductRef"] | null;
            /**
             * @description Null when no scanner tells it.
             * @example ghcr.io
             */
            registry: string | null;
            /** @description Null while it is not known where it is built. */
            source: components["schemas"]["ImageSource"] | null;
            /** @description Tags and digests seen. */
            versions: number;
        };
        ImageDetail: {
            /**
             * @description What it is built on, as Dockerfiles name it, where scanners tell; one each for its tags, at most 100.
             * @example [
             *       "node:20-bookworm"
             *     ]
             */
            baseImages: string[];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            firstSeenAt: string;
            /** @example img_9 */
            id: string;
            /** @description What its labels say; null when no scanner passes any on. */
            label: {
                dockerfile: string | null;
                url: string;
            } | null;
            /**
             * @description With its registry.
             * @example ghcr.io/acme/shop
             */
            name: string;
            /** @description Open vulnerabilities in it. */
            open: components["schemas"]["SeverityCounts"];
            /**
             * @description Repository in the registry.
             * @example acme/shop
             */
            path: string;
            /** @description That of the repository that builds it, else the one it was given or is reported in. */
            product: components["schemas"]["ProductRef"] | null;
            /** @description Records whose scanners see it; at most 100. */
            records: {
                connection: components["schemas"]["ConnectionRef"];
                /** @description Whether the record is the image, rather than something that holds it. */
                isImage: boolean;
                record: components["schemas"]["RecordRef"];
            }[];
            /**
             * @description Null when no scanner tells it.
             * @example ghcr.io
             */
            registry: string | null;
            /** @description Tags and digests, newest first; at most 100. */
            seen: {
                digest: string | null;
                /**
                 * Format: date-time
                 * @example 2026-11-28T09:30:00.000Z
                 */
                firstSeenAt: string;
                tag: string | null;
            }[];
            /** @description Null while it is not known where it is built. */
            source: components["schemas"]["ImageSource"] | null;
            /** @description Tags and digests seen. */
            versions: number;
        };
        ImageList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Image"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        ImageRef: {
            /** @example img_9 */
            id: string;
            /** @example ghcr.io/acme/shop */
            name: string;
        };
        ImageRule: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"] | null;
            dockerfile: string | null;
            /** @example imgr_1 */
            id: string;
            /** @description Pattern of the name in the registry. */
            name: string | null;
            /** @description Its place in the order they are tried. */
            position: number;
            /** @description Pattern of the registry; `*` stands for any characters, letter case does not count. */
            registry: string | null;
            /** @description Where such images are built. */
            repository: components["schemas"]["RepositoryRef"];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
        };
        ImageRuleList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["ImageRule"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description Where an image is built. */
        ImageSource: {
            /**
             * @description How it is known: a person told, a rule fits, or the image’s own labels say.
             * @enum {string}
             */
            by: "told" | "rule" | "label";
            /**
             * @description Path below the repository’s root; null when nobody tells.
             * @example docker/Dockerfile
             */
            dockerfile: string | null;
            repository: components["schemas"]["RepositoryRef"];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            since: string;
            /** @description Who told, where a person did. */
            toldBy: components["schemas"]["ActorRef"] | null;
        };
        ImportRules: {
            /** @description Only dependency and container findings that carry a CVE. */
            cveRequired: boolean;
            /** @description Families that are let in. */
            kinds: components["schemas"]["Kind"][];
            /** @description What is below it is left out; null lets everything in. `unknown` is never left out. */
            minimumSeverity: ("critical" | "high" | "medium" | "low" | "info") | null;
        };
        Invitation: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"];
            /** @example ben@example.com */
            email: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            expiresAt: string;
            /** @example inv_3 */
            id: string;
            role: components["schemas"]["GlobalRole"];
        };
        InvitationList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Invitation"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        IssuedInvitation: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"];
            /** @example ben@example.com */
            email: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            expiresAt: string;
            /** @example inv_3 */
            id: string;
            /** @description The link, below the address of the hub. Whoever has it can accept the invitation. It is shown this once. */
            path: string;
            role: components["schemas"]["GlobalRole"];
        };
        IssuedToken: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"];
            expiresAt: string | null;
            /**
             * @description How the token begins, to recognise it by.
             * @example pb_3fa9…
             */
            hint: string;
            /** @example tok_3 */
            id: string;
            /** @description To the minute. */
            lastUsedAt: string | null;
            name: string;
            /** @description Whom it acts for. `hub`: the token of the first start, and those made with it. */
            owner: {
                id: string | null;
                /** @enum {string} */
                kind: "user" | "service-account" | "hub";
                name: string | null;
            };
            role: components["schemas"]["Role"];
            /** @description The token itself. It is shown this once. */
            token: string;
        };
        /**
         * @description Why something is not affected, in the words of VEX.
         * @enum {string}
         */
        Justification: "component_not_present" | "vulnerable_code_not_present" | "vulnerable_code_not_in_execute_path" | "vulnerable_code_cannot_be_controlled_by_adversary" | "inline_mitigations_already_exist";
        /**
         * @description The family of a finding.
         * @enum {string}
         */
        Kind: "dependency" | "container" | "code" | "secret" | "infrastructure" | "license" | "malware" | "supply-chain" | "operational";
        Location: {
            endLine: number | null;
            /** @example src/server.ts */
            path: string;
            startLine: number | null;
            url: string | null;
        };
        /** @enum {string} */
        LogLevel: "info" | "warning" | "error";
        Mapping: {
            branch: string | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            /** @description Who mapped it; null when it was matched automatically. */
            createdBy: components["schemas"]["ActorRef"] | null;
            /** @description What the match rests on. */
            evidence: {
                [key: string]: unknown;
            };
            /** @description The container image it is mapped as; the repository is the one that builds it. */
            image: components["schemas"]["ImageRef"] | null;
            method: components["schemas"]["MatchMethod"];
            product: components["schemas"]["ProductRef"] | null;
            repository: components["schemas"]["RepositoryRef"] | null;
        };
        MappingRule: {
            attribute: {
                name: string;
                value: string | null;
            } | null;
            /** @description Null for records of every connection. */
            connection: components["schemas"]["ConnectionRef"] | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"] | null;
            /** @example rule_1 */
            id: string;
            /** @description Pattern of the name; `*` stands for any characters, letter case does not count. */
            name: string | null;
            /** @description Of the product, where it has none. */
            owner: string | null;
            /** @description Its place in the order they are tried. */
            position: number;
            /** @description Name of the product; created when there is none. */
            product: string;
            /** @description Null for the general one. */
            productType: components["schemas"]["ProductTypeRef"] | null;
            /** @description Pattern of one of the vendor’s tags. */
            tag: string | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
            /** @description Pattern of an address of the repository, or of the vendor’s page, without the scheme. */
            url: string | null;
        };
        MappingRuleList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["MappingRule"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        MappingRulePreview: {
            /** @description How many records would be mapped. */
            count: number;
            /** @description The first 200 of them. */
            items: components["schemas"]["RuledRecord"][];
        };
        /** @description Where a record led at that time. */
        MappingTarget: {
            branch: string | null;
            method: components["schemas"]["MatchMethod"];
            /** @description Name of the product, as it was then. */
            product: string | null;
            /** @description Name of the repository, as it was then; null without one. */
            repository: string | null;
        };
        /** @description What a mapping would do to one record. Nothing is changed. */
        MapPreview: {
            /** @description Decisions that go along. */
            decisions: number;
            /** @description An export is one kind of finding of one repository at one destination. Each counts for the first record. */
            exports: {
                /** @description Of those: nothing else is in them, so they are emptied over there. */
                emptied: number;
                /** @description Exports of the new place, which are sent with them. */
                joined: number;
                /** @description Exports of the former place, which are sent without these findings from then on. */
                left: number;
            };
            findings: {
                /** @description Findings that close, because the record is unmapped. */
                closed: number;
                /** @description Findings that go with the record. */
                moved: number;
            };
            from: components["schemas"]["MappingTarget"] | null;
            /** @description Why nothing would happen to this record. */
            problem: string | null;
            record: components["schemas"]["RecordRef"];
            /** @description Null when it would be unmapped, or could not be mapped. */
            to: {
                /** @description Whether the product would be created. */
                created: boolean;
                product: string | null;
                repository: string | null;
            } | null;
            vulnerabilities: {
                /** @description Nobody else sees them: they are dismissed. */
                dismissed: number;
                /** @description They stay as well, because other records see them where they are. */
                left: number;
                /** @description They meet the same problem there and become one with it. */
                merged: number;
                /** @description They go with their findings and are new at the place they come to. */
                moved: number;
            };
        };
        MapPreviews: {
            items: components["schemas"]["MapPreview"][];
        };
        /**
         * @description How a record was matched.
         * @enum {string}
         */
        MatchMethod: "native-id" | "url" | "former-url" | "auto-product" | "manual" | "rule" | "image";
        /** @description Who is asking. */
        Me: {
            /** @description Null for a token. */
            email: string | null;
            id: string;
            /** @enum {string} */
            kind: "user" | "token";
            name: string;
            /** @description Further roles, on single product types. */
            productTypes: components["schemas"]["ProductTypeRole"][];
            role: components["schemas"]["GlobalRole"];
            /** @description Empty for a token. */
            signsInWith: components["schemas"]["WayIn"][];
            /**
             * @description `needed`: this hub wants it set up before anything else.
             * @enum {string}
             */
            twoFactor: "on" | "off" | "needed";
        };
        /** @description Somebody with a role on a product type. */
        Member: {
            /** @description Null for a service account. */
            email: string | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            grantedAt: string;
            grantedBy: components["schemas"]["ActorRef"];
            /** @example svc_1 */
            id: string;
            /** @enum {string} */
            kind: "user" | "service-account";
            name: string;
            role: components["schemas"]["Role"];
        };
        MemberList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Member"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        NewPassword: {
            /** @description It is shown this once. */
            password: string;
        };
        /** @enum {string} */
        NoteKind: "set-aside" | "oddity" | "gap" | "hold" | "fault";
        /** @description Something there was to tell, and what came of it. */
        Notification: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            /** @description What it is about, as it was called then. */
            connection: components["schemas"]["ConnectionRef"] | null;
            deliveries: components["schemas"]["NotificationDelivery"][];
            facts: {
                label: string;
                /** @description Page of the web app that shows more. */
                path: string | null;
                value: string;
            }[];
            /** @description When it went to those who had asked for it; null while it is on its way, or still gathers. */
            handedOutAt: string | null;
            /** @example ntf_1a */
            id: string;
            /** @description What receivers know it by; the same at every try. */
            messageId: string;
            /** @description Page of the web app. */
            path: string;
            text: string | null;
            title: string;
            /**
             * @description An event type, `vulnerability.changes`, `digest` or `test`.
             * @example connection.needs-attention
             */
            type: string;
            urgency: components["schemas"]["Urgency"];
        };
        NotificationDelivery: {
            /** @description Through which people are told. */
            connection: components["schemas"]["ConnectionRef"];
            endedAt: string | null;
            /** @description What went wrong at the last try; null when nothing did. */
            lastMessage: string | null;
            nextTryAt: string | null;
            state: components["schemas"]["DeliveryState"];
            tries: number;
        };
        NotificationDeliveryDetail: {
            /** @description Through which people are told. */
            connection: components["schemas"]["ConnectionRef"];
            endedAt: string | null;
            /** @description What went wrong at the last try; null when nothing did. */
            lastMessage: string | null;
            /** @description Every try, newest first. */
            log: {
                /**
                 * Format: date-time
                 * @example 2026-11-28T09:30:00.000Z
                 */
                at: string;
                fault: string | null;
                message: string | null;
                /** @enum {string} */
                outcome: "delivered" | "failed";
                /** @description HTTP status of the answer, where there was one. */
                status: number | null;
            }[];
            nextTryAt: string | null;
            state: components["schemas"]["DeliveryState"];
            tries: number;
        };
        NotificationDetail: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            /** @description What it is about, as it was called then. */
            connection: components["schemas"]["ConnectionRef"] | null;
            deliveries: components["schemas"]["NotificationDeliveryDetail"][];
            facts: {
                label: string;
                /** @description Page of the web app that shows more. */
                path: string | null;
                value: string;
            }[];
            /** @description When it went to those who had asked for it; null while it is on its way, or still gathers. */
            handedOutAt: string | null;
            /** @example ntf_1a */
            id: string;
            /** @description What receivers know it by; the same at every try. */
            messageId: string;
            /** @description Page of the web app. */
            path: string;
            text: string | null;
            title: string;
            /**
             * @description An event type, `vulnerability.changes`, `digest` or `test`.
             * @example connection.needs-attention
             */
            type: string;
            urgency: components["schemas"]["Urgency"];
        };
        NotificationDigest: {
            /** @description When it is sent. */
            cadence: components["schemas"]["Cadence"];
            lastAt: string | null;
            nextAt: string | null;
            /**
             * @description When nothing changed: `tell` says so in a line, `skip` sends nothing.
             * @enum {string}
             */
            whenQuiet: "tell" | "skip";
        };
        /** @description A kind of event people can be told of. */
        NotificationEvent: {
            /** @description Only told to those who ask for it by name: `types: null` does not mean it. */
            byName: boolean;
            description: string;
            label: string;
            type: components["schemas"]["EventType"];
            urgency: components["schemas"]["Urgency"];
        };
        NotificationEventList: {
            items: components["schemas"]["NotificationEvent"][];
        };
        NotificationList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Notification"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description What is told through a connection. */
        NotificationSubscription: {
            /** @description Through which people are told. */
            connection: components["schemas"]["ConnectionRef"];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"] | null;
            digest: components["schemas"]["NotificationDigest"] | null;
            /** @example sub_1 */
            id: string;
            /** @description Of what is told of vulnerabilities; those of unknown severity are told whatever it is. */
            minimumSeverity: ("critical" | "high" | "medium" | "low" | "info") | null;
            /** @description Of what operators are told of. */
            minimumUrgency: components["schemas"]["Urgency"];
            /** @description With `productTypes`: null and null for everything. */
            products: components["schemas"]["ProductRef"][] | null;
            /** @description Only what concerns one of these, or of the products. */
            productTypes: components["schemas"]["ProductTypeRef"][] | null;
            /** @description Null for every type operators are told of, also those of later versions. */
            types: string[] | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
        };
        NotificationSubscriptionList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["NotificationSubscription"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        OpenedInvitation: {
            /** @example ben@example.com */
            email: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            expiresAt: string;
            role: components["schemas"]["GlobalRole"];
        };
        Operation: {
            /** @description A complete answer dropped so much that nothing was closed yet; confirm to close. */
            awaitsConfirmation: boolean;
            cancelRequested: boolean;
            /** @description Null once the connection is removed. */
            connection: {
                connector: string;
                id: string;
                label: string;
            } | null;
            connectionLabel: string;
            counts: components["schemas"]["OperationCounts"];
            /** @description How much of the scope was seen. */
            coverage: {
                [key: string]: unknown;
            } | null;
            /** @description When the hub stopped keeping its log and lists; the counts stay. */
            emptiedAt: string | null;
            endedAt: string | null;
            /** @example op_k2 */
            id: string;
            kind: components["schemas"]["OperationKind"];
            problem: components["schemas"]["Trouble"] | null;
            /** @description How far it is: parts done of parts in all. */
            progress: {
                done: number | null;
                message: string | null;
                total: number | null;
            };
            /** @description The records a sync was asked to read; null for all of the connection. */
            records: {
                count: number;
                /** @description The first three of them. */
                named: components["schemas"]["RecordRef"][];
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            requestedAt: string;
            requestedBy: components["schemas"]["ActorRef"] | null;
            startedAt: string | null;
            state: components["schemas"]["OperationState"];
            /** @enum {string} */
            trigger: "schedule" | "user" | "connect" | "follow-up";
        };
        /** @description A finding, record or repository that an operation changed. */
        OperationChange: {
            change: components["schemas"]["ChangeKind"];
            /** @description As it is now. Null for records and repositories. */
            finding: {
                externalId: string;
                id: string;
                kind: components["schemas"]["Kind"];
                presence: components["schemas"]["Presence"];
                severity: components["schemas"]["Severity"];
                vulnerabilityId: string;
            } | null;
            /** @description Of what was renamed. */
            formerName: string | null;
            /**
             * @description Of a finding as it is now; of a record or repository as it was then.
             * @example CVE-2021-44228
             */
            name: string;
            /** @description Null for repositories, and once it is deleted. */
            record: components["schemas"]["RecordRef"] | null;
            repository: components["schemas"]["RepositoryRef"] | null;
        };
        OperationChangeList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["OperationChange"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description A run beside the one before it. */
        OperationComparison: {
            changes: {
                change: components["schemas"]["ChangeKind"];
                /** @description How many the run counted. */
                counted: number;
                /** @description How many of them can still be listed: what was deleted since cannot. */
                listed: components["schemas"]["Count"];
            }[];
            counts: {
                changed: components["schemas"]["ComparedCount"];
                closed: components["schemas"]["ComparedCount"];
                new: components["schemas"]["ComparedCount"];
                pages: components["schemas"]["ComparedCount"];
                reopened: components["schemas"]["ComparedCount"];
                seen: components["schemas"]["ComparedCount"];
                setAside: components["schemas"]["ComparedCount"];
                unchanged: components["schemas"]["ComparedCount"];
            };
            /** @description What the import rules left out, by reason. */
            filtered: {
                [key: string]: components["schemas"]["ComparedCount"];
            };
            /** @example op_k2 */
            operation: string;
            /** @description How many in between failed or were cancelled. What those changed is listed with them. */
            passedOver: number;
            /** @description The last one before it of its kind and connection that saw something; null when none is kept. */
            previous: {
                endedAt: string | null;
                id: string;
                startedAt: string | null;
                state: components["schemas"]["OperationState"];
            } | null;
        };
        OperationCounts: {
            changed: number;
            closed: number;
            /**
             * @description What the import rules left out, by reason.
             * @example {
             *       "no-cve": 12,
             *       "below-minimum-severity": 3
             *     }
             */
            filtered: {
                [key: string]: number;
            };
            new: number;
            pages: number;
            reopened: number;
            seen: number;
            /** @description Rows that could not be read; see the notes. */
            setAside: number;
            unchanged: number;
        };
        /** @enum {string} */
        OperationKind: "check" | "discover" | "sync" | "export";
        OperationList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Operation"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description One thing a run said of itself. */
        OperationLogLine: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            /** @description What a connector adds to its sentences. */
            fields: {
                [key: string]: string | number | boolean | null;
            };
            level: components["schemas"]["LogLevel"];
            /** @example shop-backend: read to the end. 3 pages, 250 seen: 4 new, 246 unchanged. */
            message: string;
            /** @description Ascends, with gaps. */
            seq: number;
        };
        OperationLogLineList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["OperationLogLine"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description Something a run wants people to know. */
        OperationNote: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            externalId: string | null;
            kind: components["schemas"]["NoteKind"];
            message: string;
            path: string | null;
            seq: number;
            target: string | null;
        };
        OperationNoteList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["OperationNote"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /**
         * @description Only a `complete` run may close a finding.
         * @enum {string}
         */
        OperationState: "queued" | "running" | "complete" | "partial" | "failed" | "cancelled";
        PackageUse: {
            /** @description Declared by the project itself; null when unknown. */
            direct: boolean | null;
            /** @description Smallest version that fixes it, as the scanner says. */
            fixedVersion: string | null;
            /** @example lodash */
            name: string;
            /**
             * @description Package URL with version.
             * @example pkg:npm/lodash@4.17.20
             */
            purl: string | null;
            version: string | null;
        };
        /** @description A rule that decides by itself. What people decide comes first. */
        Policy: {
            /**
             * @description `dismiss` decides; `require` keeps every policy from dismissing it.
             * @enum {string}
             */
            action: "dismiss" | "require";
            conditions: components["schemas"]["PolicyConditions"];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"] | null;
            /** @description What `dismiss` decides. */
            decision: ("false-positive" | "risk-accepted" | "wont-fix" | "not-affected") | null;
            enabled: boolean;
            /** @description What it decided is taken back then. */
            expiresAt: string | null;
            /** @description Vulnerabilities it dismisses or requires now. */
            holds: number;
            /** @example pol_3 */
            id: string;
            inForce: boolean;
            name: string;
            /** @description Counts for this product. Without product and type it counts everywhere. */
            product: components["schemas"]["ProductRef"] | null;
            /** @description Counts for products of this type. */
            productType: components["schemas"]["ProductTypeRef"] | null;
            reason: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
        };
        /** @description What a vulnerability must be like; all that are given must fit. */
        PolicyConditions: {
            /** @description Not known to be exploited, and with an EPSS score below this. */
            epssBelow?: number;
            /**
             * @description Known to be exploited, by CISA or a scanner.
             * @constant
             */
            exploited?: true;
            /**
             * @description Whether a fixed version is known.
             * @enum {string}
             */
            fix?: "none" | "known";
            kinds?: components["schemas"]["Kind"][];
            /** @description Pattern of the package: `@acme/*`, `pkg:npm/*`. */
            package?: string;
            /** @description Pattern of the path, `*` for any run of characters: `test/*`. */
            path?: string;
            /**
             * @description `unreachable`: a scanner says so; silence does not count. `reachable`: the function or the dependency is.
             * @enum {string}
             */
            reachability?: "unreachable" | "reachable";
            riskAtLeast?: number;
            riskBelow?: number;
            /** @enum {string} */
            severityAtLeast?: "critical" | "high" | "medium" | "low" | "info";
            /**
             * @description A severity nobody gave is not below any.
             * @enum {string}
             */
            severityBelow?: "critical" | "high" | "medium" | "low" | "info";
        };
        PolicyList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Policy"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        PolicyPreview: {
            /** @description It fits them, but a person decided, so it changes nothing. */
            decidedByPeople: number;
            /** @description What it would dismiss, what it dismisses already among it. */
            dismissed: number;
            looked: number;
            /** @description What it dismisses today and would no longer. */
            released: number;
            required: number;
            sample: {
                id: string;
                name: string;
                riskScore: number;
                severity: components["schemas"]["Severity"];
                title: string;
            }[];
            /** @description Whether that was everything in its scope. */
            whole: boolean;
        };
        PolicyRef: {
            /** @example pol_3 */
            id: string;
            /** @example Unreachable test code */
            name: string;
        };
        /**
         * @description Whether the scanner still reports it. Only a complete run makes a finding absent.
         * @enum {string}
         */
        Presence: "present" | "absent";
        Problem: {
            /** @description Stable; for scripts. */
            code: string;
            /** @description What went wrong, for people. */
            detail: string;
            /** @description What to look at, e.g. `config.namespace`; empty when no field is to blame. */
            fields: {
                field: string;
                message: string;
            }[];
            /** @description What to do about it. */
            remedy: string | null;
            /** @description Quote it when asking for help; the log has it too. */
            requestId: string;
            status: number;
            title: string;
            /** @example urn:patchbay:problem:connection-label-taken */
            type: string;
        };
        Product: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            criticality: components["schemas"]["Criticality"];
            description: string | null;
            /**
             * @description Where it runs.
             * @example production
             */
            environment: string | null;
            /** @example prd_4 */
            id: string;
            /** @description Container images. */
            images: number;
            name: string;
            /** @description Open vulnerabilities. */
            open: components["schemas"]["SeverityCounts"];
            /** @description Of those, the ones whose time to fix them is over. */
            overdue: number;
            owner: string | null;
            records: number;
            repositories: number;
            /** @description The highest risk score of its open vulnerabilities; null when none is open. */
            riskScore: number | null;
            scanProfile: components["schemas"]["ScanProfileChoice"];
            tags: string[];
            type: components["schemas"]["ProductTypeRef"];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
        };
        ProductList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Product"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        ProductRef: {
            /** @example prd_4 */
            id: string;
            /** @example Web shop */
            name: string;
        };
        ProductType: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            description: string | null;
            /** @example pt_1 */
            id: string;
            /** @description Container images. */
            images: number;
            name: string;
            /** @description Open vulnerabilities of all its products. */
            open: components["schemas"]["SeverityCounts"];
            products: number;
            records: number;
            repositories: number;
            /** @description The highest risk score of its open vulnerabilities; null when none is open. */
            riskScore: number | null;
            /** @description In force for those of its products that chose none. */
            scanProfile: components["schemas"]["ScanProfileChoice"];
        };
        ProductTypeList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["ProductType"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        ProductTypeRef: {
            /** @example pt_1 */
            id: string;
            name: string;
        };
        /** @description A role on the products of one type, with all that belongs to them. */
        ProductTypeRole: {
            productType: components["schemas"]["ProductTypeRef"];
            role: components["schemas"]["Role"];
        };
        /**
         * @description Whether the vulnerable code can run, as far as a scanner knows.
         * @enum {string}
         */
        Reachability: "reachable-function" | "reachable-dependency" | "potentially-reachable" | "unreachable" | "unknown";
        Record: {
            archived: boolean;
            /** @description What the vendor says about the repository behind it. */
            clue: {
                defaultBranch: string | null;
                nativeHost: string | null;
                nativeId: string | null;
                path: string | null;
                urls: string[];
            } | null;
            connection: components["schemas"]["ConnectionRef"];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            firstSeenAt: string;
            /** @example rec_2f */
            id: string;
            ignoredAt: string | null;
            ignoredBy: components["schemas"]["ActorRef"] | null;
            /**
             * @description The container image it is, without tag and digest.
             * @example ghcr.io/acme/shop
             */
            image: string | null;
            lastCompleteSyncAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            lastSeenAt: string;
            mapping: components["schemas"]["Mapping"] | null;
            missingSince: string | null;
            name: string;
            /** @description The vendor's own id, unique within the connection. */
            ref: string;
            state: components["schemas"]["RecordState"];
            stateCause: components["schemas"]["RecordCause"];
            /** @description Why it is in this state, in a sentence. */
            stateReason: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            stateSince: string;
            suggestion: components["schemas"]["Suggestion"] | null;
            tags: string[];
            /** @description Why a NEW or STALE record has no suggestion. */
            unmatched: components["schemas"]["Unmatched"] | null;
            /** @description The vendor's own page. */
            url: string | null;
        };
        /**
         * @description Why a record is in its state, as a word that can be filtered by.
         * @enum {string}
         */
        RecordCause: "mapped" | "not-mapped" | "no-clue" | "unreadable-address" | "not-found" | "ambiguous" | "different-repository" | "not-listed" | "target-gone" | "ignored" | "fault";
        RecordCounts: {
            ERROR: number;
            GOOD: number;
            IGNORED: number;
            MISSING: number;
            NEW: number;
            STALE: number;
        };
        /** @description One change of a record’s state or of its mapping. */
        RecordEvent: {
            /**
             * Format: date-time
             * @description Since when it is in the state.
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            /** @description Null for what the hub found out by itself. */
            by: components["schemas"]["ActorRef"] | null;
            cause: components["schemas"]["RecordCause"];
            /** @description Null when it was seen for the first time. */
            from: components["schemas"]["RecordState"] | null;
            /** @example rev_9c */
            id: string;
            /** @constant */
            kind: "state";
            /** @description Why, in a sentence. */
            reason: string;
            to: components["schemas"]["RecordState"];
        } | {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            /** @description Null for a mapping the hub made by itself. */
            by: components["schemas"]["ActorRef"] | null;
            /** @description Null when it was not mapped before. */
            from: components["schemas"]["MappingTarget"] | null;
            /** @example rev_9c */
            id: string;
            /** @constant */
            kind: "mapping";
            /** @description Null when it was unmapped. */
            to: components["schemas"]["MappingTarget"] | null;
            /** @description Whether `/records/{id}/undo` would take it back now. */
            undoable: boolean;
            /** @description Whether this took the change before it back. */
            undone: boolean;
        };
        RecordEventList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["RecordEvent"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        RecordList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Record"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description What became of one record of a batch. */
        RecordOutcome: {
            /** @example rec_2f */
            id: string;
            /** @enum {string} */
            outcome: "done" | "unchanged" | "refused";
            /** @description Why it was refused; nothing of that record was changed then. */
            problem: {
                code: string;
                detail: string;
                remedy: string | null;
            } | null;
        };
        RecordOutcomes: {
            items: components["schemas"]["RecordOutcome"][];
        };
        RecordRef: {
            /** @example rec_2f */
            id: string;
            /** @example shop-backend */
            name: string;
        };
        /**
         * @description Only GOOD records are synced.
         * @enum {string}
         */
        RecordState: "NEW" | "GOOD" | "MISSING" | "STALE" | "IGNORED" | "ERROR";
        /** @description One change of one repository or image that closes several vulnerabilities. */
        Remediation: {
            /** @description What can be done with it now. */
            actions: components["schemas"]["RemediationAction"][];
            /** @description Name of what it is in. */
            asset: string;
            /** @description Of an image: what it is to be built on. */
            baseImage: components["schemas"]["BaseMove"] | null;
            /** @description The campaign it is part of. */
            campaign: {
                id: string;
                name: string;
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            /** @description Null for the hub. */
            createdBy: components["schemas"]["ActorRef"] | null;
            /** @description When the first of its open vulnerabilities is due; or as a person said. */
            dueAt: string | null;
            /** @description Whether a person said so. */
            dueTold: boolean;
            /** @example rem_8 */
            id: string;
            /** @description Where it is in an image that belongs to no repository. */
            image: components["schemas"]["ImageRef"] | null;
            isOverdue: boolean;
            /** @description Whether it can wait for a vendor now. */
            mayWait: boolean;
            mode: components["schemas"]["RemediationMode"];
            /** @description Open ones by severity. */
            open: components["schemas"]["SeverityCounts"];
            /** @description How many of them are open. */
            openVulnerabilities: number;
            owner: string | null;
            /** @description By risk, else by severity of what is open; or as a person said. */
            priority: components["schemas"]["Severity"];
            /** @description Whether a person said so. */
            priorityTold: boolean;
            product: components["schemas"]["ProductRef"] | null;
            repository: components["schemas"]["RepositoryRef"] | null;
            state: components["schemas"]["RemediationState"];
            stateReason: string | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            stateSince: string;
            /** @description Seconds until it is due, negative once that is over; null without a due date and once it is over. */
            timeLeft: number | null;
            /** @example Upgrade lodash 4.17.4 → 4.17.21 */
            title: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
            /** @description Empty where no version changes. */
            upgrades: components["schemas"]["Upgrade"][];
            /** @description How many it closes in all. */
            vulnerabilities: number;
            /** @description While a vendor has to act the clocks of its vulnerabilities stand still. */
            waiting: {
                by: components["schemas"]["ActorRef"] | null;
                reason: string;
                /**
                 * Format: date-time
                 * @example 2026-11-28T09:30:00.000Z
                 */
                since: string;
                until: string | null;
            } | null;
        };
        /** @enum {string} */
        RemediationAction: "open" | "start" | "review" | "merge" | "rework" | "dismiss" | "restore";
        RemediationDetail: {
            /** @description What can be done with it now. */
            actions: components["schemas"]["RemediationAction"][];
            /** @description Name of what it is in. */
            asset: string;
            /** @description Of an image: what it is to be built on. */
            baseImage: components["schemas"]["BaseMove"] | null;
            /** @description The campaign it is part of. */
            campaign: {
                id: string;
                name: string;
            } | null;
            /** @description Open ones first, the worst first; at most 500. */
            closes: {
                id: string;
                location: string | null;
                name: string;
                package: string | null;
                severity: components["schemas"]["Severity"];
                status: components["schemas"]["Status"];
                title: string;
            }[];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            /** @description Null for the hub. */
            createdBy: components["schemas"]["ActorRef"] | null;
            /** @description When the first of its open vulnerabilities is due; or as a person said. */
            dueAt: string | null;
            /** @description Whether a person said so. */
            dueTold: boolean;
            /** @description Oldest first; at most the last 500. */
            history: components["schemas"]["RemediationEvent"][];
            /** @example rem_8 */
            id: string;
            /** @description Where it is in an image that belongs to no repository. */
            image: components["schemas"]["ImageRef"] | null;
            isOverdue: boolean;
            /** @description Whether it can wait for a vendor now. */
            mayWait: boolean;
            mode: components["schemas"]["RemediationMode"];
            /** @description Open ones by severity. */
            open: components["schemas"]["SeverityCounts"];
            /** @description How many of them are open. */
            openVulnerabilities: number;
            owner: string | null;
            /** @description By risk, else by severity of what is open; or as a person said. */
            priority: components["schemas"]["Severity"];
            /** @description Whether a person said so. */
            priorityTold: boolean;
            product: components["schemas"]["ProductRef"] | null;
            /** @description What the change does not close although it is in the same package or image, and why; at most 500. */
            remaining: {
                id: string;
                name: string;
                /** @enum {string} */
                reason: "no-fix-known" | "unreadable-version" | "fix-not-newer";
            }[];
            repository: components["schemas"]["RepositoryRef"] | null;
            state: components["schemas"]["RemediationState"];
            stateReason: string | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            stateSince: string;
            /** @description Seconds until it is due, negative once that is over; null without a due date and once it is over. */
            timeLeft: number | null;
            /** @example Upgrade lodash 4.17.4 → 4.17.21 */
            title: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
            /** @description Empty where no version changes. */
            upgrades: components["schemas"]["Upgrade"][];
            /** @description How many it closes in all. */
            vulnerabilities: number;
            /** @description While a vendor has to act the clocks of its vulnerabilities stand still. */
            waiting: {
                by: components["schemas"]["ActorRef"] | null;
                reason: string;
                /**
                 * Format: date-time
                 * @example 2026-11-28T09:30:00.000Z
                 */
                since: string;
                until: string | null;
            } | null;
        };
        RemediationEvent: {
            /** @description Null for the hub. */
            actor: components["schemas"]["ActorRef"] | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            data: {
                [key: string]: unknown;
            };
            /**
             * @description `left`: a scan still sees a part.
             * @enum {string}
             */
            event: "state" | "comment" | "edited" | "vulnerabilities" | "left" | "waiting" | "resumed";
        };
        RemediationList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Remediation"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description Made of what happened, not of how things are. */
        RemediationMetrics: {
            last30Days: {
                /** @description From opening to the scan that proved it; null when nothing was resolved. */
                medianHours: number | null;
                reopened: number;
                /** @description Reopened of resolved, from 0; null when nothing was resolved. */
                reopenedRate: number | null;
                resolved: number;
                /** @description After they were due. */
                resolvedLate: number;
                /** @description Vulnerabilities closed by them. */
                vulnerabilities: number;
            };
            open: {
                /** @description The most urgent first. */
                by: {
                    count: number;
                    mode: components["schemas"]["RemediationMode"];
                    priority: components["schemas"]["Severity"];
                }[];
                /** @description Past their due date. */
                overdue: number;
                total: number;
                /** @description Open vulnerabilities they cover. */
                vulnerabilities: number;
            };
            /** @description The last 12 weeks, oldest first. */
            weeks: {
                opened: number;
                reopened: number;
                resolved: number;
                /**
                 * Format: date
                 * @description Monday of the week, UTC.
                 */
                week: string;
            }[];
        };
        /**
         * @description How the fix is made.
         * @enum {string}
         */
        RemediationMode: "upgrade" | "image-rebuild" | "code-change" | "configuration-change" | "secret-rotation" | "manual";
        /**
         * @description `proposed`: found by the hub, nobody’s work yet. `resolved`: a complete sync no longer sees its vulnerabilities.
         * @enum {string}
         */
        RemediationState: "proposed" | "open" | "in-progress" | "in-review" | "awaiting-verification" | "resolved" | "dismissed" | "reopened";
        /** @description What goes when a connection is removed. Counted now; nothing is removed. */
        Removal: {
            /** @description `keep` closes the open ones, `delete` deletes all. */
            findings: {
                open: number;
                total: number;
            };
            operations: {
                /** @description Waiting or running: they are cancelled. */
                going: number;
                total: number;
            };
            /** @description Records. Deleted with `delete`; kept out of sight with `keep`. */
            records: number;
            /** @description Repositories that no other connection lists. */
            repositories: number;
            /** @description Vulnerabilities that only this connection sees. */
            vulnerabilities: {
                /** @description Those of the total on which somebody decided. */
                decided: number;
                /** @description Open ones that no other connection sees: they close either way. */
                open: number;
                /** @description All that no other connection has ever seen: `delete` deletes them with their history. */
                total: number;
            };
        };
        Repository: {
            archived: boolean;
            cloneUrls: string[];
            /** @description Null for an empty repository. */
            defaultBranch: string | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            firstSeenAt: string;
            /** @example git.example.com */
            host: string;
            /** @example repo_7 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            lastSeenAt: string;
            missingSince: string | null;
            /** @example acme/shop */
            name: string;
            /** @description Open vulnerabilities. */
            open: components["schemas"]["SeverityCounts"];
            /** @description Whether a source-control connection lists it now. */
            present: boolean;
            product: components["schemas"]["ProductRef"] | null;
            /** @description Records mapped to it. */
            records: number;
            /** @description Source-control connections that list it. */
            sources: components["schemas"]["ConnectionRef"][];
            topics: string[];
            url: string;
            /** @enum {string} */
            visibility: "public" | "internal" | "private" | "unknown";
        };
        RepositoryList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Repository"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        RepositoryRef: {
            /** @example repo_7 */
            id: string;
            /** @example acme/shop */
            name: string;
            /** @example https://git.example.com/acme/shop */
            url: string;
        };
        RequestedOperation: {
            /** @description The same work was already waiting or running; this is that operation. */
            joined: boolean;
            operation: components["schemas"]["Operation"];
        };
        RequestedSyncs: {
            items: components["schemas"]["RecordOutcome"][];
            operations: components["schemas"]["RequestedOperation"][];
        };
        /** @description How a risk score comes about. */
        Risk: {
            parts: components["schemas"]["RiskPart"][];
            /** @description 0 to 100, from the facts of this moment. */
            score: number;
            ssvc: components["schemas"]["Ssvc"];
        };
        RiskPart: {
            /** @example CVSS 9.8 */
            because: string;
            /** @description False where nobody says anything; a middle value stands in then. */
            known: boolean;
            /** @enum {string} */
            name: "severity" | "exploitation" | "reachability" | "exposure" | "criticality";
            /** @description What it adds to the score. */
            points: number;
            /** @description 0 to 1. */
            value: number;
            /** @description As the settings of the hub have it. */
            weight: number;
        };
        /**
         * @description Each role may do everything the one before may.
         * @enum {string}
         */
        Role: "reader" | "writer" | "maintainer" | "owner";
        /** @description The import rules that have to change to let a finding in, with the values that do; empty when they let it in now. */
        RuleChanges: {
            /** @description Only dependency and container findings that carry a CVE. */
            cveRequired?: boolean;
            /** @description Families that are let in. */
            kinds?: components["schemas"]["Kind"][];
            /** @description What is below it is left out; null lets everything in. `unknown` is never left out. */
            minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
        };
        /** @description What mapping rules would do to one record. */
        RuledRecord: {
            connection: components["schemas"]["ConnectionRef"];
            /** @description Whether that product would be created. */
            created: boolean;
            /** @description The product it leads to so far. */
            from: components["schemas"]["ProductRef"] | null;
            /** @description Name of the product it would lead to. */
            product: string;
            record: components["schemas"]["RecordRef"];
            /** @description The rule that fits first; null for the draft. */
            rule: string | null;
            state: components["schemas"]["RecordState"];
        };
        ScanProfile: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"] | null;
            exporters: components["schemas"]["ConnectionRef"][];
            /** @example prof_1 */
            id: string;
            isDefault: boolean;
            /** @description Kinds of finding that are exported. */
            kinds: components["schemas"]["Kind"][];
            /** @description Of what is exported; those of unknown severity are whatever it is. */
            minimumSeverity: ("critical" | "high" | "medium" | "low" | "info") | null;
            name: string;
            /** @description When its records are read next by its own schedule. */
            nextSyncAt: string | null;
            /** @description Products that chose it. */
            products: components["schemas"]["ProductRef"][];
            /** @description Product types that chose it. */
            productTypes: {
                id: string;
                name: string;
            }[];
            /** @description Whether it reaches what did not choose it: the products of a type that did, or everything, for the default. */
            propagate: boolean;
            rules: components["schemas"]["ScanProfileRules"];
            schedule: components["schemas"]["ScanProfileSchedule"];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
        };
        ScanProfileChoice: {
            chosen: components["schemas"]["ScanProfileRef"] | null;
            /** @description The nearest that reaches it; null when none does, so that connections decide alone and nothing is exported. */
            inForce: {
                /**
                 * @description Whose choice it is.
                 * @enum {string}
                 */
                from: "product" | "product-type" | "default";
                /** @example prof_1 */
                id: string;
                name: string;
                /** @description When records are read next by its schedule. */
                nextSyncAt: string | null;
            } | null;
        };
        ScanProfileList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["ScanProfile"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        ScanProfilePreview: {
            /** @description Open findings that the next sync would close, by the rule that leaves them out. */
            closes: {
                [key: string]: number;
            };
            /** @description Findings known to be left out now that the next sync would bring. What was never asked of a vendor is not known. */
            letsIn: number;
            /** @description Products they lead to. */
            products: number;
            /** @description Records that would be read by other import rules than now. */
            records: number;
        };
        ScanProfileRef: {
            /** @example prof_1 */
            id: string;
            name: string;
        };
        /** @description Import rules that count before those of connections. What is left out each connection says for itself. */
        ScanProfileRules: {
            /** @description Only dependency and container findings that carry a CVE. */
            cveRequired?: boolean;
            /** @description Families that are let in. */
            kinds?: components["schemas"]["Kind"][];
            /** @description What is below it is left out; null lets everything in. `unknown` is never left out. */
            minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
        };
        /** @description When the records under it are read, beside the schedules of their connections; null only by those. */
        ScanProfileSchedule: {
            /** @description When findings are read. */
            sync: components["schemas"]["Cadence"];
        };
        Schedule: {
            /** @description When the vendor's products are listed. */
            discover: components["schemas"]["Cadence"];
            /** @description When findings are read. */
            sync: components["schemas"]["Cadence"];
        };
        /** @description An account of a program: no password, only tokens. */
        ServiceAccount: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"];
            /** @description Since when its tokens do not work; null when they do. */
            disabledAt: string | null;
            /** @example svc_1 */
            id: string;
            /** @example nightly-report */
            name: string;
            role: components["schemas"]["GlobalRole"];
            tokens: number;
        };
        ServiceAccountList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["ServiceAccount"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Setup: {
            /** @description Whether the first owner is still to be created. */
            needed: boolean;
            /** @description The sign-in of the organisation; null without one. */
            oidc: {
                name: string;
            } | null;
            /**
             * @description Who may sign in with a password. `owners`: for emergencies.
             * @enum {string}
             */
            password: "everybody" | "owners";
        };
        /**
         * @description How bad it is, worst first. `unknown`: the scanner did not say, or said a word nobody documented.
         * @enum {string}
         */
        Severity: "critical" | "high" | "medium" | "low" | "info" | "unknown";
        SeverityCounts: {
            critical: number;
            high: number;
            info: number;
            low: number;
            medium: number;
            unknown: number;
        };
        /** @description A finding in short: one scanner, one line. */
        Sighting: {
            connection: components["schemas"]["ConnectionRef"];
            detectedAt: string | null;
            externalUrl: string | null;
            /** @example fnd_x9 */
            id: string;
            presence: components["schemas"]["Presence"];
            severity: components["schemas"]["Severity"];
        };
        /** @description What its deadline follows from. */
        Sla: {
            /** @description Days granted, of 24 hours; 0: no deadline. */
            days: number | null;
            exemption: {
                by: components["schemas"]["ActorRef"] | null;
                reason: string | null;
                /**
                 * Format: date-time
                 * @example 2026-11-28T09:30:00.000Z
                 */
                until: string;
            } | null;
            /** @description Seconds the clock stood still before. */
            waited: number;
            /**
             * @description The remediation whose wait for a vendor stopped its clock.
             * @example rem_8
             */
            waitingFor: string | null;
        };
        /**
         * @description Days of 24 hours, 0 to 999; 0 is no deadline.
         * @example {
         *       "severities": {
         *         "critical": 3,
         *         "high": 14
         *       },
         *       "criticalities": {
         *         "critical": {
         *           "critical": 1
         *         }
         *       }
         *     }
         */
        SlaDays: {
            /** @description The same for products of a criticality; it comes before the days for all. */
            criticalities: {
                critical?: {
                    critical?: number;
                    high?: number;
                    info?: number;
                    low?: number;
                    medium?: number;
                    unknown?: number;
                };
                high?: {
                    critical?: number;
                    high?: number;
                    info?: number;
                    low?: number;
                    medium?: number;
                    unknown?: number;
                };
                low?: {
                    critical?: number;
                    high?: number;
                    info?: number;
                    low?: number;
                    medium?: number;
                    unknown?: number;
                };
                medium?: {
                    critical?: number;
                    high?: number;
                    info?: number;
                    low?: number;
                    medium?: number;
                    unknown?: number;
                };
            };
            /** @description Days to fix what is of a severity. What is left out is up to the next policy. */
            severities: {
                critical?: number;
                high?: number;
                info?: number;
                low?: number;
                medium?: number;
                unknown?: number;
            };
        };
        SlaEffect: {
            /** @description Of those, the ones that would get other days than they have. */
            moved: number;
            newlyOverdue: number;
            noLongerOverdue: number;
            /** @description Open vulnerabilities in the scope. */
            open: number;
            /** @description Some of those with other days, what would be overdue at once first. */
            sample: {
                /** @description As it is now. */
                dueAt: string | null;
                /** @description As it would be. */
                dueThen: string | null;
                /** @example vul_3k */
                id: string;
                name: string;
                product: string | null;
                severity: components["schemas"]["Severity"];
                title: string;
            }[];
        };
        /** @description How many days people have to fix what. The nearest policy wins. */
        SlaPolicy: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"] | null;
            days: components["schemas"]["SlaDays"];
            /** @example sla_2 */
            id: string;
            name: string;
            /** @description Counts for this product. Without product and type it counts everywhere. */
            product: components["schemas"]["ProductRef"] | null;
            /** @description Counts for products of this type. */
            productType: components["schemas"]["ProductTypeRef"] | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
        };
        SlaPolicyList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["SlaPolicy"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description CISA’s decision, with the points it follows from. */
        Ssvc: {
            /** @enum {string} */
            automatable: "no" | "yes";
            /** @enum {string} */
            decision: "act" | "attend" | "track*" | "track";
            /** @enum {string} */
            exploitation: "none" | "public-poc" | "active";
            /** @enum {string} */
            missionImpact: "low" | "medium" | "high";
            /** @enum {string} */
            technicalImpact: "partial" | "total";
        };
        /**
         * @description Follows from what scanners see and what people decided.
         * @enum {string}
         */
        Status: "Open" | "In Progress" | "Pending Action" | "Resolved" | "Dismissed";
        /** @description The repository a NEW or STALE record most likely belongs to. */
        Suggestion: {
            evidence: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            method: "native-id" | "url" | "former-url";
            repository: components["schemas"]["RepositoryRef"];
        };
        Summary: {
            /** @description All vulnerabilities by status. */
            byStatus: {
                [key: string]: number;
            };
            connections: {
                attention: {
                    connector: string;
                    id: string;
                    label: string;
                    problem: components["schemas"]["Trouble"] | null;
                    state: components["schemas"]["ConnectionState"];
                }[];
                total: number;
            };
            /** @description What the import rules left out of each connection's last sync, by reason. */
            filtered: {
                [key: string]: number;
            };
            lastSyncAt: string | null;
            /** @description Open vulnerabilities by severity. */
            open: components["schemas"]["SeverityCounts"];
            operations: {
                awaitingConfirmation: number;
                queued: number;
                running: number;
            };
            /** @description Open vulnerabilities whose time to fix them is over. */
            overdue: components["schemas"]["Count"];
            records: components["schemas"]["RecordCounts"];
            /** @description The last 12 weeks, oldest first. */
            trend: {
                /** @description Vulnerabilities closed in it. */
                closed: number;
                /** @description Vulnerabilities first detected in it. */
                detected: number;
                /**
                 * Format: date
                 * @description Monday of the week, UTC.
                 */
                week: string;
            }[];
        };
        /** @description The ticket of a remediation in a tracker. */
        Ticket: {
            connection: components["schemas"]["ConnectionRef"];
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"] | null;
            /**
             * @description What people call it over there.
             * @example SEC-24
             */
            key: string | null;
            /** @description What went wrong lately, and what to do about it. */
            problem: components["schemas"]["Trouble"] | null;
            remediation: {
                /** @example rem_8 */
                id: string;
                title: string;
            };
            /** @description When the tracker was last heard of it. */
            seenAt: string | null;
            /**
             * @description `opening`: the tracker has yet to take it. `gone`: it was deleted over there. `failed`: it could not be opened.
             * @enum {string}
             */
            standing: "opening" | "linked" | "gone" | "failed";
            state: components["schemas"]["TicketState"] | null;
            url: string | null;
            /** @description Comments and moves that are still to arrive over there. */
            waiting: number;
            /**
             * @description The tracker’s own word.
             * @example In Review
             */
            word: string | null;
        };
        TicketList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Ticket"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        TicketPreview: {
            /** @description Beside those the connector puts on it. */
            labels: string[];
            /** @description The tracker’s own word; null for its usual one. */
            priority: string | null;
            /** @description As Markdown, whatever the tracker’s own markup. */
            text: string;
            title: string;
        };
        /**
         * @description What tickets of a connection are like, where that is not what the settings of the hub say.
         * @example {
         *       "title": "Fix: {{title}}",
         *       "labels": [
         *         "security"
         *       ],
         *       "priorities": {
         *         "critical": "Highest"
         *       }
         *     }
         */
        TicketSettings: {
            /** @description On every ticket, beside those the connector needs itself. */
            labels?: string[];
            /** @description The tracker’s own word by how urgent the work is: its priority; where it has none, a label. */
            priorities?: {
                [key: string]: string;
            };
            /** @description Text of new tickets: paragraphs, lists of lines that begin with “- ”, variables. */
            text?: string;
            /** @description Title of new tickets; variables in double braces, as the guide has them. */
            title?: string;
        };
        /**
         * @description What a ticket means, whatever its tracker calls it.
         * @enum {string}
         */
        TicketState: "open" | "in-progress" | "done" | "wont-do";
        TimelineEntry: {
            actor: components["schemas"]["ActorRef"] | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            at: string;
            data: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            event: "detected" | "imported" | "closed" | "reopened" | "decided" | "expired" | "merged" | "split" | "moved" | "commented" | "waiting" | "resumed" | "exempted";
        };
        Token: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            createdBy: components["schemas"]["ActorRef"];
            expiresAt: string | null;
            /**
             * @description How the token begins, to recognise it by.
             * @example pb_3fa9…
             */
            hint: string;
            /** @example tok_3 */
            id: string;
            /** @description To the minute. */
            lastUsedAt: string | null;
            name: string;
            /** @description Whom it acts for. `hub`: the token of the first start, and those made with it. */
            owner: {
                id: string | null;
                /** @enum {string} */
                kind: "user" | "service-account" | "hub";
                name: string | null;
            };
            role: components["schemas"]["Role"];
        };
        TokenList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Token"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        TrackerList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["ConnectionRef"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Trouble: {
            /** @description The setting to look at. */
            field: string | null;
            /**
             * @description One of config, credentials, permission, missing, throttled, unreachable, contract, refused, or `bug`.
             * @example credentials
             */
            kind: string;
            message: string;
            /** @description What to do about it. */
            remedy: string | null;
        };
        Unmatched: {
            /**
             * @description The addresses and ids that were looked for.
             * @example [
             *       "git.example.com/acme/shop"
             *     ]
             */
            compared: string[];
            /** @description The source-control connections they were looked for in, and how many repositories each lists. */
            comparedWith: {
                connection: components["schemas"]["ConnectionRef"];
                repositories: number;
            }[];
            /** @description Why no repository was found, in a sentence. */
            explanation: string;
            /** @enum {string} */
            reason: "no-clue" | "unreadable-address" | "not-found" | "ambiguous" | "different-repository";
        };
        UnreadRecords: {
            /** @description The first few. */
            names: string[];
            note: string | null;
            records: number;
            /**
             * @description A state that is not synced, or how far the last sync came with them.
             * @enum {string}
             */
            why: "NEW" | "MISSING" | "STALE" | "IGNORED" | "ERROR" | "waiting" | "reading" | "partial" | "held" | "failed" | "never";
        };
        UpcomingUpload: {
            branch: string;
            /** @description Since when there may be something the destination does not know. */
            changedAt: string | null;
            /** @description When the destination last took a state. */
            deliveredAt: string | null;
            exporter: components["schemas"]["ConnectionRef"];
            /** @example sca */
            family: string;
            /** @description Its latest upload. */
            last: {
                id: string;
                stage: components["schemas"]["UploadStage"];
                state: components["schemas"]["UploadState"] | null;
            } | null;
            /** @description When it leaves next; null when nothing is due. */
            nextAt: string | null;
            /** @description Why it leaves next. */
            reason: components["schemas"]["UploadReason"] | null;
            repository: components["schemas"]["RepositoryRef"];
            /** @description Why nothing leaves: `incomplete` waits for a complete sync, `held` for the destination to mend. */
            rests: ("underway" | "unchanged" | "incomplete" | "retired" | "paused" | "held") | null;
            retiredBecause: ("removed" | "archived" | "unmapped" | "not-exported") | null;
            /** @description A large repository is cut in parts that stay apart. */
            slice: {
                number: number;
                of: number;
            };
            /** @description When there is a slot again, where there is none now. */
            slotAt: string | null;
            /** @description Uploads that may leave now; null without a limit. */
            slotsLeft: number | null;
        };
        UpcomingUploadList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["UpcomingUpload"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Upgrade: {
            /**
             * @description Versions in use.
             * @example [
             *       "4.17.4"
             *     ]
             */
            from: string[];
            /** @example lodash */
            name: string;
            /**
             * @description Package URL without version.
             * @example pkg:npm/lodash
             */
            package: string;
            /**
             * @description By the first number that differs.
             * @enum {string}
             */
            step: "major" | "minor" | "patch" | "unknown";
            /**
             * @description The smallest version that closes all of them.
             * @example 4.17.21
             */
            to: string;
            /** @description How far one gets without a new major version, where one is needed for all. */
            withinMajor: {
                closes: number;
                /**
                 * @description By the first number that differs.
                 * @enum {string}
                 */
                step: "major" | "minor" | "patch" | "unknown";
                to: string;
            } | null;
        };
        Upload: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            beganAt: string;
            branch: string;
            /** @description The destination’s own counters. */
            counts: {
                [key: string]: number;
            };
            /** @description Whether the document can still be downloaded. */
            documentKept: boolean;
            endedAt: string | null;
            exporter: components["schemas"]["ConnectionRef"];
            /** @example sca */
            family: string;
            fileName: string | null;
            /** @description In the document; null while it is written. */
            findings: number | null;
            /** @example up_1z */
            id: string;
            /** @description In the destination’s own words. */
            info: string | null;
            /** @description Findings that did not fit into the document. */
            leftOut: number;
            /** @description When it goes on: another try, another look at the status. */
            nextAt: string | null;
            reason: components["schemas"]["UploadReason"];
            /** @description What to do about it. */
            remedy: string | null;
            /** @description The document of the latest delivery, again: a sync is unfinished. */
            repeats: boolean;
            repository: components["schemas"]["RepositoryRef"];
            requestedBy: components["schemas"]["ActorRef"] | null;
            /** @description When it left, or may have, the last time. */
            sentAt: string | null;
            /** @description Bytes. */
            size: number | null;
            /** @description A large repository is cut in parts that stay apart. */
            slice: {
                number: number;
                of: number;
            };
            stage: components["schemas"]["UploadStage"];
            /** @description Null before the destination has said anything. */
            state: components["schemas"]["UploadState"] | null;
            /** @description When the state in it was read. */
            takenAt: string | null;
            tries: number;
            /**
             * @description In the destination’s own word.
             * @example IN_PROGRESS
             */
            word: string | null;
        };
        UploadDetail: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            beganAt: string;
            branch: string;
            /** @description The destination’s own counters. */
            counts: {
                [key: string]: number;
            };
            /** @description Whether the document can still be downloaded. */
            documentKept: boolean;
            endedAt: string | null;
            exporter: components["schemas"]["ConnectionRef"];
            /** @example sca */
            family: string;
            fileName: string | null;
            /** @description In the document; null while it is written. */
            findings: number | null;
            /** @description Branches that are emptied with it. */
            formerBranches: string[];
            /** @example up_1z */
            id: string;
            /** @description In the destination’s own words. */
            info: string | null;
            /** @description Findings that did not fit into the document. */
            leftOut: number;
            /** @description The first thousand of them, and why. */
            leftOutFindings: {
                finding: string;
                reason: string;
            }[];
            /** @description When it goes on: another try, another look at the status. */
            nextAt: string | null;
            reason: components["schemas"]["UploadReason"];
            /** @description What to do about it. */
            remedy: string | null;
            /** @description The document of the latest delivery, again: a sync is unfinished. */
            repeats: boolean;
            repository: components["schemas"]["RepositoryRef"];
            requestedBy: components["schemas"]["ActorRef"] | null;
            /** @description When it left, or may have, the last time. */
            sentAt: string | null;
            /** @description Bytes. */
            size: number | null;
            /** @description A large repository is cut in parts that stay apart. */
            slice: {
                number: number;
                of: number;
            };
            stage: components["schemas"]["UploadStage"];
            /** @description Null before the destination has said anything. */
            state: components["schemas"]["UploadState"] | null;
            /** @description When the state in it was read. */
            takenAt: string | null;
            tries: number;
            /**
             * @description In the destination’s own word.
             * @example IN_PROGRESS
             */
            word: string | null;
        };
        UploadList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Upload"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /**
         * @description `asked`: somebody wanted it. `retire`: the destination is to forget the branch.
         * @enum {string}
         */
        UploadReason: "first" | "changed" | "refresh" | "retire" | "asked";
        /**
         * @description `held`: a preview that waits to be confirmed. `waiting`: the destination works on it.
         * @enum {string}
         */
        UploadStage: "writing" | "held" | "sending" | "waiting" | "ended";
        /**
         * @description The verdict of the destination; `not-sent`: it never left, and took no slot.
         * @enum {string}
         */
        UploadState: "pending" | "in-progress" | "success" | "skipped" | "failure" | "timed-out" | "not-sent" | "unchanged";
        /**
         * @description How much it matters, least first.
         * @enum {string}
         */
        Urgency: "information" | "warning" | "critical";
        User: {
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            createdAt: string;
            /** @description Since when they cannot sign in and their tokens do not work; null when they can. */
            disabledAt: string | null;
            /** @example mira@example.com */
            email: string;
            id: string;
            name: string;
            role: components["schemas"]["GlobalRole"];
            /** @description Empty for somebody who was never given a way in. */
            signsInWith: components["schemas"]["WayIn"][];
            /** @description Whether a password alone does not let them in. */
            twoFactor: boolean;
        };
        UserList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["User"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description Somewhere a user is signed in. */
        UserSession: {
            /** @description Whether this request came with it. */
            current: boolean;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            expiresAt: string;
            id: string;
            ip: string | null;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            signedInAt: string;
            signedInWith: components["schemas"]["WayIn"];
            /** @description What the browser says it is. */
            userAgent: string | null;
        };
        UserSessionList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["UserSession"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description What the vendor's users decided over there. Never taken over silently. */
        VendorTriage: {
            reason: string | null;
            /** @enum {string} */
            state: "open" | "dismissed" | "fixed";
        };
        /** @description What became of each statement of a VEX document. */
        VexReport: {
            /** @description False for a preview. */
            applied: boolean;
            author: string | null;
            /** @description How many vulnerabilities it decides, or would. */
            decides: number;
            /** @description Id of the document. */
            document: string;
            /** @enum {string} */
            format: "openvex" | "cyclonedx" | "csaf";
            statements: {
                /** @description Id or place of the statement. */
                id: string;
                identifiers: string[];
                /**
                 * @description `decides`; `unchanged`: it says what is decided; `kept`: a person decided otherwise; `no-decision`: it decides nothing; `contradicted`: another statement says the opposite; the others: nothing here is what it is about.
                 * @enum {string}
                 */
                outcome: "decides" | "unchanged" | "kept" | "no-decision" | "contradicted" | "ambiguous" | "unknown-vulnerability" | "unknown-package" | "other-version" | "no-package";
                purls: string[];
                /** @enum {string} */
                status: "not_affected" | "false_positive" | "affected" | "fixed" | "under_investigation";
                vulnerability: {
                    id: string;
                    name: string;
                } | null;
            }[];
        };
        Vulnerability: {
            /** @description Name of what it is in: the repository, the image, or the vendor-side application. */
            asset: string;
            /** @description Highest CVSS base score, worked out from the vectors that scanners give. */
            cvss: number | null;
            decidedAt: string | null;
            decidedBy: components["schemas"]["ActorRef"] | null;
            decision: components["schemas"]["Decision"];
            decisionReason: string | null;
            /** @description Until when the risk is accepted. */
            decisionUntil: string | null;
            /** @description Earliest detection any scanner gave; null where none gave one. */
            detectedAt: string | null;
            /** @description When it must be fixed; null without a deadline, and while the clock stands still. */
            dueAt: string | null;
            /** @description Of `duplicate`: the vulnerability it is one of. */
            duplicateOf: {
                /** @example vul_3m */
                id: string;
                name: string;
            } | null;
            /** @description EPSS score, 0 to 1: as FIRST publishes it, else as a scanner told it last. */
            epss: number | null;
            /** @description Whether scanners say that it is exploited; null when none says. */
            exploited: boolean | null;
            /** @description Who sees it. */
            findings: components["schemas"]["Sighting"][];
            /**
             * Format: date-time
             * @description When the hub first saw it.
             * @example 2026-11-28T09:30:00.000Z
             */
            firstSeenAt: string;
            goneAt: string | null;
            /** @description Why no scanner reports it any more; only `absent` counts as fixed. */
            goneReason: string | null;
            /** @example vul_3k */
            id: string;
            /**
             * @example [
             *       "CVE-2021-44228",
             *       "GHSA-jfh8-c2jp-5v3q"
             *     ]
             */
            identifiers: string[];
            image: components["schemas"]["VulnerableImage"];
            /** @description Of `not-affected`. */
            justification: components["schemas"]["Justification"] | null;
            kind: components["schemas"]["Kind"];
            /** @description Whether CISA’s catalogue of known exploited vulnerabilities lists it. */
            knownExploited: boolean;
            location: components["schemas"]["Location"] | null;
            /**
             * @description The id people know it by; a CVE where there is one.
             * @example CVE-2021-44228
             */
            name: string;
            /** @description Whether it is open although its time is over. */
            overdue: boolean;
            package: components["schemas"]["PackageUse"] | null;
            /** @description The policy that decided; null where a person did. */
            policy: components["schemas"]["PolicyRef"] | null;
            /** @description Whether any scanner still reports it. */
            present: boolean;
            product: components["schemas"]["ProductRef"] | null;
            /** @description The strongest verdict any scanner gave. */
            reachability: components["schemas"]["Reachability"];
            repository: components["schemas"]["RepositoryRef"] | null;
            /** @description The policy that requires it to be fixed. */
            requiredBy: components["schemas"]["PolicyRef"] | null;
            /** @description 0 to 100; null in the moment before it is first rated. */
            riskScore: number | null;
            severity: components["schemas"]["Severity"];
            /** @description Connections whose scanners have seen it. */
            sources: components["schemas"]["ConnectionRef"][];
            status: components["schemas"]["Status"];
            /** @description Seconds until it is due, negative once that is over; what was left while the clock stands still. */
            timeLeft: number | null;
            title: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
            /** @description Since when its clock stands still, waiting for a vendor. */
            waitingSince: string | null;
        };
        VulnerabilityDetail: {
            /** @description Name of what it is in: the repository, the image, or the vendor-side application. */
            asset: string;
            /** @description Highest CVSS base score, worked out from the vectors that scanners give. */
            cvss: number | null;
            decidedAt: string | null;
            decidedBy: components["schemas"]["ActorRef"] | null;
            decision: components["schemas"]["Decision"];
            /** @description The VEX document the decision was taken from. */
            decisionOrigin: {
                author: string | null;
                document: string;
                statement: string;
            } | null;
            decisionReason: string | null;
            /** @description Until when the risk is accepted. */
            decisionUntil: string | null;
            /** @description Earliest detection any scanner gave; null where none gave one. */
            detectedAt: string | null;
            /** @description When it must be fixed; null without a deadline, and while the clock stands still. */
            dueAt: string | null;
            /** @description Of `duplicate`: the vulnerability it is one of. */
            duplicateOf: {
                /** @example vul_3m */
                id: string;
                name: string;
            } | null;
            /** @description EPSS score, 0 to 1: as FIRST publishes it, else as a scanner told it last. */
            epss: number | null;
            /** @description Whether scanners say that it is exploited; null when none says. */
            exploited: boolean | null;
            findings: components["schemas"]["Finding"][];
            /**
             * Format: date-time
             * @description When the hub first saw it.
             * @example 2026-11-28T09:30:00.000Z
             */
            firstSeenAt: string;
            goneAt: string | null;
            /** @description Why no scanner reports it any more; only `absent` counts as fixed. */
            goneReason: string | null;
            /** @example vul_3k */
            id: string;
            /**
             * @example [
             *       "CVE-2021-44228",
             *       "GHSA-jfh8-c2jp-5v3q"
             *     ]
             */
            identifiers: string[];
            image: components["schemas"]["VulnerableImage"];
            /** @description Of `not-affected`. */
            justification: components["schemas"]["Justification"] | null;
            kind: components["schemas"]["Kind"];
            /** @description Whether CISA’s catalogue of known exploited vulnerabilities lists it. */
            knownExploited: boolean;
            location: components["schemas"]["Location"] | null;
            /**
             * @description The id people know it by; a CVE where there is one.
             * @example CVE-2021-44228
             */
            name: string;
            /** @description Whether it is open although its time is over. */
            overdue: boolean;
            package: components["schemas"]["PackageUse"] | null;
            /** @description The policy that decided; null where a person did. */
            policy: components["schemas"]["PolicyRef"] | null;
            /** @description Whether any scanner still reports it. */
            present: boolean;
            product: components["schemas"]["ProductRef"] | null;
            /** @description The strongest verdict any scanner gave. */
            reachability: components["schemas"]["Reachability"];
            repository: components["schemas"]["RepositoryRef"] | null;
            /** @description The policy that requires it to be fixed. */
            requiredBy: components["schemas"]["PolicyRef"] | null;
            risk: components["schemas"]["Risk"];
            /** @description 0 to 100; null in the moment before it is first rated. */
            riskScore: number | null;
            severity: components["schemas"]["Severity"];
            sla: components["schemas"]["Sla"];
            /** @description Connections whose scanners have seen it. */
            sources: components["schemas"]["ConnectionRef"][];
            status: components["schemas"]["Status"];
            /** @description Seconds until it is due, negative once that is over; what was left while the clock stands still. */
            timeLeft: number | null;
            /** @description Oldest first. */
            timeline: components["schemas"]["TimelineEntry"][];
            title: string;
            /**
             * Format: date-time
             * @example 2026-11-28T09:30:00.000Z
             */
            updatedAt: string;
            /** @description Since when its clock stands still, waiting for a vendor. */
            waitingSince: string | null;
        };
        VulnerabilityList: {
            count: components["schemas"]["Count"];
            items: components["schemas"]["Vulnerability"][];
            /** @description Give it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        /** @description The container image it is in. */
        VulnerableImage: {
            /** @example img_9 */
            id: string;
            /** @example ghcr.io/acme/shop */
            name: string;
            /** @description Where the image is built, as far as that is known. */
            source: {
                dockerfile: string | null;
                repository: components["schemas"]["RepositoryRef"];
            } | null;
        } | null;
        /**
         * @description `oidc`: the sign-in of the organisation, by OpenID Connect.
         * @enum {string}
         */
        WayIn: "password" | "oidc";
    };
    responses: {
        /** @description What went wrong and what to do about it. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description Id of a user or token, or a part of the name. */
                actor?: string;
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description An event, or its noun for all of them. */
                event?: string;
                /**
                 * @description From this time on.
                 * @example 2026-11-28T09:30:00.000Z
                 */
                from?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Id of what it was done to, alone or with others. */
                object?: string;
                outcome?: components["schemas"]["AuditOutcome"];
                /** @description The order; a leading `-` means descending. */
                sort?: "-seq";
                /**
                 * @description Before this time.
                 * @example 2026-11-28T09:30:00.000Z
                 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportAuditEvents: {
        parameters: {
            query?: {
                /** @description Id of a user or token, or a part of the name. */
                actor?: string;
                /** @description An event, or its noun for all of them. */
                event?: string;
                format?: "jsonl" | "csv";
                /**
                 * @description From this time on.
                 * @example 2026-11-28T09:30:00.000Z
                 */
                from?: string;
                /** @description Id of what it was done to, alone or with others. */
                object?: string;
                outcome?: components["schemas"]["AuditOutcome"];
                /**
                 * @description Before this time.
                 * @example 2026-11-28T09:30:00.000Z
                 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["AuditEvent"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verifyAuditEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCampaigns: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "-createdAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Log4Shell",
                 *       "package": "pkg:maven/org.apache.logging.log4j/log4j-core",
                 *       "below": "2.17.1"
                 *     }
                 */
                "application/json": {
                    /** @description The first version that is fixed. */
                    below: string;
                    name: string;
                    /** @description Package URL; its version does not count. */
                    package: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the campaign.
                 * @example cmp_2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    closeCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the campaign.
                 * @example cmp_2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listChangeRequests: {
        parameters: {
            query?: {
                /** @description Ids of connections to platforms; any of them. */
                connection?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Ids of remediations; any of them. */
                remediation?: string[];
                /** @description The order; a leading `-` means descending. */
                sort?: "-createdAt";
                state?: components["schemas"]["ChangeRequestState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    refreshChangeRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the change request.
                 * @example chg_3
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequest"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationDocument"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    applyConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The file as JSON, as `GET /configuration` answers it. What is wrong with it is said with its place in there. */
                    document: {
                        [key: string]: unknown;
                    };
                    /** @description `digest` of the plan that was shown; it is refused (409) when it no longer is what would be done. */
                    planDigest?: string;
                    /**
                     * @description Values of the secrets it refers to: by the label of the connection, then by the name of the setting. The hub never follows a reference itself.
                     * @default {}
                     */
                    secrets?: {
                        [key: string]: {
                            [key: string]: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppliedConfiguration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    planConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The file as JSON, as `GET /configuration` answers it. What is wrong with it is said with its place in there. */
                    document: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description Values of the secrets it refers to: by the label of the connection, then by the name of the setting. The hub never follows a reference itself.
                     * @default {}
                     */
                    secrets?: {
                        [key: string]: {
                            [key: string]: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationPlan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConnections: {
        parameters: {
            query?: {
                connector?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "label";
                state?: components["schemas"]["ConnectionState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Create a product for a record that matches no repository. */
                    autoMap?: boolean;
                    /** @description Settings and secrets together, as the connector's `configSchema` has them. */
                    config: {
                        [key: string]: unknown;
                    };
                    connector: string;
                    /** @description When the credentials end, where the vendor does not tell. New secrets without it drop the old date. */
                    credentialsExpireAt?: string | null;
                    /** @description What people call it; unique. */
                    label: string;
                    rules?: {
                        /** @description Only dependency and container findings that carry a CVE. */
                        cveRequired?: boolean;
                        /** @description Families that are let in. */
                        kinds?: components["schemas"]["Kind"][];
                        /** @description What is below it is left out; null lets everything in. `unknown` is never left out. */
                        minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    };
                    schedule?: {
                        discover?: components["schemas"]["Cadence"];
                        sync?: components["schemas"]["Cadence"];
                    };
                    /** @description What its tickets are like, in place of what was said before; null: as the settings of the hub have it. */
                    tickets?: components["schemas"]["TicketSettings"] | null;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connection.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeConnection: {
        parameters: {
            query?: {
                /** @description `keep` closes its findings with the reason "connection removed"; `delete` deletes them for good. */
                findings?: "keep" | "delete";
            };
            header?: never;
            path: {
                /**
                 * @description Id of the connection.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connection.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Create a product for a record that matches no repository. */
                    autoMap?: boolean;
                    /** @description Settings and secrets together, as the connector's `configSchema` has them. */
                    config?: {
                        [key: string]: unknown;
                    };
                    /** @description When the credentials end, where the vendor does not tell. New secrets without it drop the old date. */
                    credentialsExpireAt?: string | null;
                    /** @description What people call it; unique. */
                    label?: string;
                    rules?: {
                        /** @description Only dependency and container findings that carry a CVE. */
                        cveRequired?: boolean;
                        /** @description Families that are let in. */
                        kinds?: components["schemas"]["Kind"][];
                        /** @description What is below it is left out; null lets everything in. `unknown` is never left out. */
                        minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    };
                    schedule?: {
                        discover?: components["schemas"]["Cadence"];
                        sync?: components["schemas"]["Cadence"];
                    };
                    /** @description What its tickets are like, in place of what was said before; null: as the settings of the hub have it. */
                    tickets?: components["schemas"]["TicketSettings"] | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    checkConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connection.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    discoverConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connection.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedOperation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pauseConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connection.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewConnectionRemoval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connection.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removal"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connection.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    syncConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connection.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedOperation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testConnectionMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connection.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    checkConnectionDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Settings and secrets together, as the connector's `configSchema` has them. */
                    config: {
                        [key: string]: unknown;
                    };
                    connector: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConnectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConnector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the connector.
                 * @example acme-scanner
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listExporters: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "label";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExporterList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createExporter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Settings and secrets, as the connector’s schema has them. */
                    config: {
                        [key: string]: unknown;
                    };
                    /** @description Id of a connector that exports. */
                    connector: string;
                    label: string;
                    /**
                     * @description Whether it joins the default scan profile, so that everything without one of its own goes there.
                     * @default true
                     */
                    propagate?: boolean;
                } | ({
                    spec: {
                        [key: string]: unknown;
                    };
                } & {
                    [key: string]: unknown;
                });
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exporter"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getExporter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the exporter.
                 * @example con_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exporter"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listFeeds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The feed. */
                id: "kev" | "epss" | "osv";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    refreshFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The feed. */
                id: "kev" | "epss" | "osv";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        requested: true;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listFindings: {
        parameters: {
            query?: {
                /** @description Ids of connections; any of them. */
                connection?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                kind?: components["schemas"]["Kind"][];
                /** @description How many, 1 to 200. */
                limit?: number;
                presence?: components["schemas"]["Presence"];
                /** @description Ids of records; any of them. */
                record?: string[];
                /** @description Ids of repositories; any of them. */
                repository?: string[];
                severity?: components["schemas"]["Severity"][];
                /** @description The order; a leading `-` means descending. */
                sort?: "-id";
                /** @description Ids of vulnerabilities; any of them. */
                vulnerability?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the finding.
                 * @example fnd_x9
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    explainFinding: {
        parameters: {
            query: {
                /**
                 * @description Id or label of the connection.
                 * @example con_1a
                 */
                connection: string;
                /**
                 * @description The vendor's id of the finding, the address of its page there, or the id or name of a record.
                 * @example 64b2f0c1
                 */
                id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listImageRules: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "position";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageRuleList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createImageRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "registry": "ghcr.io",
                 *       "name": "acme/shop-*",
                 *       "repositoryId": "repo_7"
                 *     }
                 */
                "application/json": {
                    /** @description Path of the Dockerfile below the repository’s root. */
                    dockerfile?: string | null;
                    /** @description Pattern of the name in the registry: `acme/shop-*`. */
                    name?: string | null;
                    /** @description Place in the order, from 1; the last one when left out. */
                    position?: number;
                    /** @description Pattern of the registry; `*` stands for any characters, letter case does not count. */
                    registry?: string | null;
                    /** @description Where such images are built. */
                    repositoryId: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getImageRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the image rule.
                 * @example imgr_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeImageRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the image rule.
                 * @example imgr_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateImageRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the image rule.
                 * @example imgr_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "position": 1
                 *     }
                 */
                "application/json": {
                    /** @description Path of the Dockerfile below the repository’s root. */
                    dockerfile?: string | null;
                    /** @description Pattern of the name in the registry: `acme/shop-*`. */
                    name?: string | null;
                    /** @description Place in the order, from 1; the last one when left out. */
                    position?: number;
                    /** @description Pattern of the registry; `*` stands for any characters, letter case does not count. */
                    registry?: string | null;
                    /** @description Where such images are built. */
                    repositoryId?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listImages: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description Whether it is known where it is built. */
                hasSource?: "true" | "false";
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Ids of products; any of them. */
                product?: string[];
                /** @description Part of the name, registry included. */
                q?: string;
                /** @description Host of the registry, as images show it. */
                registry?: string[];
                /** @description Ids of repositories that build it or in which it is reported; any of them. */
                repository?: string[];
                /** @description The order; a leading `-` means descending. */
                sort?: "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the image.
                 * @example img_9
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setImageSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the image.
                 * @example img_9
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Path of the Dockerfile below the repository’s root. */
                    dockerfile?: string | null;
                    /** @description Null takes back what was told. */
                    repositoryId: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How long the link works.
                     * @default 7
                     */
                    days?: number;
                    /**
                     * Format: email
                     * @example mira@example.com
                     */
                    email: string;
                    role: components["schemas"]["GlobalRole"];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedInvitation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the invitation.
                 * @example inv_3
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example Mira */
                    name: string;
                    /** @description At least 12 characters. */
                    password: string;
                    /** @description What the link holds behind its `#`. */
                    token: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What the link holds behind its `#`. */
                    token: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedInvitation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMappingRules: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "position";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingRuleList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createMappingRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "payment-*",
                 *       "product": "Payments",
                 *       "owner": "team-payments"
                 *     }
                 */
                "application/json": {
                    /** @description An attribute the vendor gives, and a pattern of its value. */
                    attribute?: {
                        name: string;
                        value?: string | null;
                    } | null;
                    /** @description Only records of this connection. */
                    connectionId?: string | null;
                    /** @description Pattern of the record’s name; `*` stands for any characters, letter case does not count. */
                    name?: string | null;
                    /** @description Owner of the product, where it has none. */
                    owner?: string | null;
                    /** @description Place in the order, from 1; the last one when left out. */
                    position?: number;
                    /** @description Name of the product; created when there is none. */
                    product: string;
                    /** @description Type of the product; a general one when left out. */
                    productTypeId?: string | null;
                    /** @description Pattern of one of the vendor’s tags. */
                    tag?: string | null;
                    /** @description Pattern of an address of its repository or of the vendor’s page: `git.example.com/acme/*`. */
                    url?: string | null;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMappingRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the mapping rule.
                 * @example rule_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeMappingRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the mapping rule.
                 * @example rule_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateMappingRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the mapping rule.
                 * @example rule_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "position": 1
                 *     }
                 */
                "application/json": {
                    /** @description An attribute the vendor gives, and a pattern of its value. */
                    attribute?: {
                        name: string;
                        value?: string | null;
                    } | null;
                    /** @description Only records of this connection. */
                    connectionId?: string | null;
                    /** @description Pattern of the record’s name; `*` stands for any characters, letter case does not count. */
                    name?: string | null;
                    /** @description Owner of the product, where it has none. */
                    owner?: string | null;
                    /** @description Place in the order, from 1; the last one when left out. */
                    position?: number;
                    /** @description Name of the product; created when there is none. */
                    product?: string;
                    /** @description Type of the product; a general one when left out. */
                    productTypeId?: string | null;
                    /** @description Pattern of one of the vendor’s tags. */
                    tag?: string | null;
                    /** @description Pattern of an address of its repository or of the vendor’s page: `git.example.com/acme/*`. */
                    url?: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    applyMappingRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "automatic": true
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also to records for which the hub made a product of their own, for want of a repository.
                     * @default false
                     */
                    automatic?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        mapped: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewMappingRules: {
        parameters: {
            query?: {
                attribute?: string;
                attributeValue?: string;
                /** @description Also records for which the hub made a product of their own. */
                automatic?: "true" | "false";
                connection?: string;
                name?: string;
                /** @description Name of the product of a rule that is not saved yet; what follows are its conditions. */
                product?: string;
                productType?: string;
                /** @description Only what this rule maps. */
                rule?: string;
                tag?: string;
                url?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingRulePreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listNotificationSubscriptions: {
        parameters: {
            query?: {
                /** @description Ids of connections; any of them. */
                connection?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "connection";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSubscriptionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createNotificationSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connectionId": "con_1a",
                 *       "types": [
                 *         "record.missing",
                 *         "record.stale"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description A connection that tells people. */
                    connectionId: string;
                    /** @description A message from time to time that sums up what changed since the last one; null for none. */
                    digest?: {
                        cadence: components["schemas"]["Cadence"];
                        /**
                         * @description When nothing changed: `tell` says so in a line, `skip` sends nothing.
                         * @enum {string}
                         */
                        whenQuiet: "tell" | "skip";
                    } | null;
                    /** @description Of what is told of vulnerabilities; those of unknown severity are told whatever it is. */
                    minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    minimumUrgency?: components["schemas"]["Urgency"];
                    /** @description Only what concerns one of these products, or of `productTypeIds`; null and null for everything. */
                    productIds?: string[] | null;
                    /** @description Only what concerns one of these product types, or of `productIds`. */
                    productTypeIds?: string[] | null;
                    /** @description Null for all operators are told of, also those of later versions. Changes of single vulnerabilities (`vulnerability.opened`, …) are told only by name. Empty for nothing but the digest. */
                    types?: components["schemas"]["EventType"][] | null;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSubscription"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeNotificationSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the notification subscription.
                 * @example sub_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateNotificationSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the notification subscription.
                 * @example sub_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "minimumUrgency": "warning"
                 *     }
                 */
                "application/json": {
                    /** @description A message from time to time that sums up what changed since the last one; null for none. */
                    digest?: {
                        cadence: components["schemas"]["Cadence"];
                        /**
                         * @description When nothing changed: `tell` says so in a line, `skip` sends nothing.
                         * @enum {string}
                         */
                        whenQuiet: "tell" | "skip";
                    } | null;
                    /** @description Of what is told of vulnerabilities; those of unknown severity are told whatever it is. */
                    minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    minimumUrgency?: components["schemas"]["Urgency"];
                    /** @description Only what concerns one of these products, or of `productTypeIds`; null and null for everything. */
                    productIds?: string[] | null;
                    /** @description Only what concerns one of these product types, or of `productIds`. */
                    productTypeIds?: string[] | null;
                    /** @description Null for all operators are told of, also those of later versions. Changes of single vulnerabilities (`vulnerability.opened`, …) are told only by name. Empty for nothing but the digest. */
                    types?: components["schemas"]["EventType"][] | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSubscription"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                /** @description Ids of connections through which it was told, or is to be; any of them. */
                connection?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "-raisedAt";
                /** @description With a delivery in one of these states. */
                state?: components["schemas"]["DeliveryState"][];
                /** @description Event types, or `test`; any of them. */
                type?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the notification.
                 * @example ntf_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resendNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the notification.
                 * @example ntf_1a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connectionId": "con_1a"
                 *     }
                 */
                "application/json": {
                    /** @description Only through this connection. */
                    connectionId?: string;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Deliveries that are made again; what still waits is not. */
                        sent: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listNotificationEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationEventList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOperations: {
        parameters: {
            query?: {
                /** @description Ids of connections; any of them. */
                connection?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                kind?: components["schemas"]["OperationKind"][];
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "-id";
                state?: components["schemas"]["OperationState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the operation.
                 * @example op_k2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the operation.
                 * @example op_k2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOperationChanges: {
        parameters: {
            query?: {
                change?: components["schemas"]["ChangeKind"][];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "seq";
            };
            header?: never;
            path: {
                /**
                 * @description Id of the operation.
                 * @example op_k2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationChangeList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compareOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the operation.
                 * @example op_k2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationComparison"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the operation.
                 * @example op_k2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Findings that were closed. */
                        closed: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOperationFiltered: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Reasons, as in the counts; any of them. */
                reason?: string[];
                /** @description The order; a leading `-` means descending. */
                sort?: "seq";
            };
            header?: never;
            path: {
                /**
                 * @description Id of the operation.
                 * @example op_k2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilteredFindingList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOperationLog: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                level?: components["schemas"]["LogLevel"][];
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "seq";
            };
            header?: never;
            path: {
                /**
                 * @description Id of the operation.
                 * @example op_k2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationLogLineList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    streamOperationLog: {
        parameters: {
            query?: {
                level?: components["schemas"]["LogLevel"][];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the operation.
                 * @example op_k2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["OperationLogLine"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOperationNotes: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                kind?: components["schemas"]["NoteKind"][];
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "seq";
            };
            header?: never;
            path: {
                /**
                 * @description Id of the operation.
                 * @example op_k2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationNoteList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    streamOperations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Operation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPolicies: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Unreachable test code",
                 *       "action": "dismiss",
                 *       "decision": "not-affected",
                 *       "reason": "Tests do not run in production.",
                 *       "conditions": {
                 *         "reachability": "unreachable",
                 *         "path": "test/*"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    action: "dismiss" | "require";
                    conditions: components["schemas"]["PolicyConditions"];
                    /** @description With `dismiss`: what it decides. */
                    decision?: ("false-positive" | "risk-accepted" | "wont-fix" | "not-affected") | null;
                    enabled?: boolean;
                    /** @description What it decided is taken back then. */
                    expiresAt?: string | null;
                    name: string;
                    /** @description Only this product. */
                    productId?: string | null;
                    /** @description Only products of this type. */
                    productTypeId?: string | null;
                    /** @description Stands with everything it decides. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the policy.
                 * @example pol_3
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the policy.
                 * @example pol_3
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updatePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the policy.
                 * @example pol_3
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": false
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    action?: "dismiss" | "require";
                    conditions?: components["schemas"]["PolicyConditions"];
                    /** @description With `dismiss`: what it decides. */
                    decision?: ("false-positive" | "risk-accepted" | "wont-fix" | "not-affected") | null;
                    enabled?: boolean;
                    /** @description What it decided is taken back then. */
                    expiresAt?: string | null;
                    name?: string;
                    /** @description Only this product. */
                    productId?: string | null;
                    /** @description Only products of this type. */
                    productTypeId?: string | null;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewPolicy: {
        parameters: {
            query?: {
                /** @description The policy that would be changed. */
                policy?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": false
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    action?: "dismiss" | "require";
                    conditions?: components["schemas"]["PolicyConditions"];
                    /** @description With `dismiss`: what it decides. */
                    decision?: ("false-positive" | "risk-accepted" | "wont-fix" | "not-affected") | null;
                    enabled?: boolean;
                    /** @description What it decided is taken back then. */
                    expiresAt?: string | null;
                    name?: string;
                    /** @description Only this product. */
                    productId?: string | null;
                    /** @description Only products of this type. */
                    productTypeId?: string | null;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProductTypes: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductTypeList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createProductType: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Online services",
                 *       "description": "What customers reach."
                 *     }
                 */
                "application/json": {
                    /** @description What its products have in common. */
                    description?: string | null;
                    name: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductType"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProductType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product type.
                 * @example pt_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductType"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateProductType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product type.
                 * @example pt_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "What customers reach.",
                 *       "scanProfileId": "prof_1"
                 *     }
                 */
                "application/json": {
                    /** @description What its products have in common. */
                    description?: string | null;
                    name?: string;
                    /** @description Id of the scan profile it chooses; null for none. Takes a role on everything. */
                    scanProfileId?: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductType"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "name";
            };
            header?: never;
            path: {
                /**
                 * @description Id of the product type.
                 * @example pt_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product type.
                 * @example pt_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "user": "ben@example.com",
                 *       "role": "writer"
                 *     }
                 */
                "application/json": {
                    role: components["schemas"]["Role"];
                    /** @description Id of a service account. */
                    serviceAccount?: string;
                    /** @description Id or address of a user. */
                    user?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product type.
                 * @example pt_1
                 */
                id: string;
                /**
                 * @description Id of the user or service account.
                 * @example svc_1
                 */
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                criticality?: components["schemas"]["Criticality"][];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                environment?: string[];
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Ids of product types; any of them. */
                productType?: string[];
                /** @description Part of the name. */
                q?: string;
                /** @description The order; a leading `-` means descending. */
                sort?: "name";
                /** @description Tags; any of them. */
                tag?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Web shop",
                 *       "owner": "team-shop",
                 *       "criticality": "high"
                 *     }
                 */
                "application/json": {
                    criticality?: components["schemas"]["Criticality"];
                    description?: string | null;
                    /** @description Where it runs: `production`. */
                    environment?: string | null;
                    name: string;
                    /** @description Who to ask: a team, a person, an address. */
                    owner?: string | null;
                    /** @description Id of its product type; a general one when left out. */
                    productTypeId?: string;
                    /** @description Id of the scan profile it chooses; null for none. Takes a role on everything. */
                    scanProfileId?: string | null;
                    tags?: string[];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product.
                 * @example prd_4
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product.
                 * @example prd_4
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product.
                 * @example prd_4
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    criticality?: components["schemas"]["Criticality"];
                    description?: string | null;
                    /** @description Where it runs: `production`. */
                    environment?: string | null;
                    name?: string;
                    /** @description Who to ask: a team, a person, an address. */
                    owner?: string | null;
                    /** @description Id of its product type; a general one when left out. */
                    productTypeId?: string;
                    /** @description Id of the scan profile it chooses; null for none. Takes a role on everything. */
                    scanProfileId?: string | null;
                    tags?: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    downloadProductDocument: {
        parameters: {
            query: {
                /** @description `sarif`: SARIF 2.1.0; `cyclonedx`: CycloneDX VEX 1.6; `openvex`: OpenVEX 0.2.0; `csaf`: CSAF VEX 2.0; `ocsf`: OCSF 1.5, JSON Lines; `csv`: CSV */
                format: "sarif" | "cyclonedx" | "openvex" | "csaf" | "ocsf" | "csv";
                /** @description Only findings of these kinds. */
                kind?: components["schemas"]["Kind"][];
                minimumSeverity?: components["schemas"]["Severity"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the product.
                 * @example prd_4
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                    "application/sarif+json": string;
                    "application/vnd.cyclonedx+json": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRecords: {
        parameters: {
            query?: {
                /** @description Why they are in their state; any of them. */
                cause?: components["schemas"]["RecordCause"][];
                /** @description Ids of connections; any of them. */
                connection?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Ids of products they are mapped to, directly or through a repository; any of them. */
                product?: string[];
                /** @description Part of the name. */
                q?: string;
                /** @description Ids of repositories they are mapped to; any of them. */
                repository?: string[];
                /** @description The order; a leading `-` means descending. */
                sort?: "name" | "-stateSince";
                state?: components["schemas"]["RecordState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the record.
                 * @example rec_2f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRecordHistory: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "-at";
            };
            header?: never;
            path: {
                /**
                 * @description Id of the record.
                 * @example rec_2f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordEventList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ignoreRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the record.
                 * @example rec_2f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    mapRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the record.
                 * @example rec_2f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "repositoryId": "repo_7"
                 *     }
                 */
                "application/json": {
                    /** @description Only with a repository. */
                    branch?: string;
                    /**
                     * @description As the container image it is: to the repository that builds it, once that is known.
                     * @enum {boolean}
                     */
                    image?: true;
                    /** @description Creates a product and maps to it. */
                    newProduct?: {
                        name: string;
                        productTypeId?: string;
                    };
                    productId?: string;
                    repositoryId?: string;
                    /**
                     * @description The repository that is suggested for the record.
                     * @enum {boolean}
                     */
                    suggested?: true;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    restoreRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the record.
                 * @example rec_2f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    syncRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the record.
                 * @example rec_2f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedOperation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    undoRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the record.
                 * @example rec_2f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    unmapRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the record.
                 * @example rec_2f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ignoreRecords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "rec_2f",
                 *         "rec_2g"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description At most 100; they are changed in one transaction. */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordOutcomes"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    mapRecords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "rec_2f",
                 *         "rec_2g"
                 *       ],
                 *       "productId": "prd_4"
                 *     }
                 */
                "application/json": {
                    /** @description Only with a repository. */
                    branch?: string;
                    /** @description At most 100; they are changed in one transaction. */
                    ids: string[];
                    /**
                     * @description As the container image it is: to the repository that builds it, once that is known.
                     * @enum {boolean}
                     */
                    image?: true;
                    /** @description Creates a product and maps to it. */
                    newProduct?: {
                        name: string;
                        productTypeId?: string;
                    };
                    productId?: string;
                    repositoryId?: string;
                    /**
                     * @description The repository that is suggested for the record.
                     * @enum {boolean}
                     */
                    suggested?: true;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordOutcomes"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewRecords: {
        parameters: {
            query: {
                /** @description Ids of the records, at most 100. */
                id: string[];
                /** @description Each as the container image it is. */
                image?: "true";
                /** @description Name of a product that would be created for them. */
                newProduct?: string;
                /** @description Id of the product they would lead to. */
                product?: string;
                /** @description Id of the new product’s type. */
                productType?: string;
                /** @description Id of the repository they would lead to. */
                repository?: string;
                /** @description Each to the repository that is suggested for it. */
                suggested?: "true";
                /** @description They would be unmapped. */
                unmap?: "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MapPreviews"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    restoreRecords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "rec_2f",
                 *         "rec_2g"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description At most 100; they are changed in one transaction. */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordOutcomes"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    syncRecords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "rec_2f",
                 *         "rec_2g"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description At most 100; they are changed in one transaction. */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedSyncs"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    undoRecords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "rec_2f",
                 *         "rec_2g"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description At most 100; they are changed in one transaction. */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordOutcomes"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    unmapRecords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "rec_2f",
                 *         "rec_2g"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description At most 100; they are changed in one transaction. */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordOutcomes"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRemediations: {
        parameters: {
            query?: {
                /** @description Ids of campaigns; any of them. */
                campaign?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description Ids of container images; any of them. */
                image?: string[];
                /** @description How many, 1 to 200. */
                limit?: number;
                mode?: components["schemas"]["RemediationMode"][];
                /** @description Past their due date and not done. */
                overdue?: "true" | "false";
                /** @description Whoever does it, in full. */
                owner?: string;
                priority?: components["schemas"]["Severity"][];
                /** @description Ids of products; any of them. */
                product?: string[];
                /** @description Part of the title or of the name of what it is in. */
                q?: string;
                /** @description Ids of repositories; any of them. */
                repository?: string[];
                /** @description The order; a leading `-` means descending. */
                sort?: "-priority" | "dueAt" | "-updatedAt";
                state?: components["schemas"]["RemediationState"][];
                /** @description Ids of vulnerabilities that it closes; any of them. */
                vulnerability?: string[];
                /** @description Waiting for a vendor. */
                waiting?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createRemediations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "vulnerabilities": [
                 *         "vul_3k",
                 *         "vul_3m"
                 *       ],
                 *       "title": "Before the audit",
                 *       "owner": "team-shop"
                 *     }
                 */
                "application/json": {
                    /** @description `null` goes back to when its vulnerabilities are due. */
                    dueAt?: string | null;
                    /** @description Whoever does it: a person or a team. */
                    owner?: string | null;
                    /** @description `null` goes back to what follows from its vulnerabilities. */
                    priority?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    title?: string;
                    /** @description Ids of open vulnerabilities; at most 1,000. */
                    vulnerabilities: string[];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedRemediations"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "owner": "team-shop",
                 *       "dueAt": "2027-01-31T00:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    /** @description `null` goes back to when its vulnerabilities are due. */
                    dueAt?: string | null;
                    /** @description Whoever does it: a person or a team. */
                    owner?: string | null;
                    /** @description `null` goes back to what follows from its vulnerabilities. */
                    priority?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    title?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openChangeRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connectionId": "con_1a"
                 *     }
                 */
                "application/json": {
                    by?: components["schemas"]["ChangeMaker"];
                    /** @description Of the preview: refused when something was pushed since. */
                    commit?: string;
                    /** @description A connection to the platform the repository is on. */
                    connectionId: string;
                    /**
                     * @description Also force packages that only others bring: `overrides` of npm and pnpm, `resolutions` of yarn.
                     * @default false
                     */
                    overrides?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequest"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewChangeRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connectionId": "con_1a"
                 *     }
                 */
                "application/json": {
                    by?: components["schemas"]["ChangeMaker"];
                    /** @description A connection to the platform the repository is on. */
                    connectionId: string;
                    /**
                     * @description Also force packages that only others bring: `overrides` of npm and pnpm, `resolutions` of yarn.
                     * @default false
                     */
                    overrides?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    commentRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Waits for the release on Monday."
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    dismissRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    mergeRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    restoreRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reworkRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    startRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connectionId": "con_1a"
                 *     }
                 */
                "application/json": {
                    /** @description A connection to a tracker. */
                    connectionId: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    unlinkTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    previewTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connectionId": "con_1a",
                 *       "tickets": {
                 *         "title": "Fix: {{title}}"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description A connection to a tracker. */
                    connectionId: string;
                    /** @description Left out: as the connection has it; null: as the hub has it. */
                    tickets?: components["schemas"]["TicketSettings"] | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    waitWithRemediation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the remediation.
                 * @example rem_8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Acme has announced a fix.",
                 *       "until": "2027-01-31T00:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    reason: string;
                    /** @description When the clocks run again by themselves. */
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRemediationMetrics: {
        parameters: {
            query?: {
                /** @description Ids of products; any of them. */
                product?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemediationMetrics"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeRemediations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description At most 1,000. */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    waitWithRemediations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description At most 1,000. */
                    ids: string[];
                    reason: string;
                    /** @description When the clocks run again by themselves. */
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRepositories: {
        parameters: {
            query?: {
                archived?: "true" | "false";
                /** @description Ids of source-control connections; any of them. */
                connection?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Whether a source-control connection lists it now. */
                present?: "true" | "false";
                /** @description Ids of products; any of them. */
                product?: string[];
                /** @description Part of the name. */
                q?: string;
                /** @description The order; a leading `-` means descending. */
                sort?: "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRepository: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the repository.
                 * @example repo_7
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repository"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    downloadRepositoryDocument: {
        parameters: {
            query: {
                /** @description `sarif`: SARIF 2.1.0; `cyclonedx`: CycloneDX VEX 1.6; `openvex`: OpenVEX 0.2.0; `csaf`: CSAF VEX 2.0; `ocsf`: OCSF 1.5, JSON Lines; `csv`: CSV */
                format: "sarif" | "cyclonedx" | "openvex" | "csaf" | "ocsf" | "csv";
                /** @description Only findings of these kinds. */
                kind?: components["schemas"]["Kind"][];
                minimumSeverity?: components["schemas"]["Severity"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the repository.
                 * @example repo_7
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                    "application/sarif+json": string;
                    "application/vnd.cyclonedx+json": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportRepository: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the repository.
                 * @example repo_7
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "preview": true
                 *     }
                 */
                "application/json": {
                    /** @description Id of the only exporter to send to. */
                    exporter?: string;
                    /** @default false */
                    preview?: boolean;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportOutcomes"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listScanProfiles: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanProfileList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createScanProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Critical systems",
                 *       "minimumSeverity": "high",
                 *       "exporters": [
                 *         "con_1a"
                 *       ],
                 *       "products": [
                 *         "prd_4"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Ids of exporters. Replaces what was there. */
                    exporters?: string[];
                    /** @description `true` takes it from the one that was the default. */
                    isDefault?: boolean;
                    /** @description Kinds of finding that are exported. */
                    kinds?: components["schemas"]["Kind"][];
                    minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    name: string;
                    /** @description Ids of products that choose it. Replaces what was there. */
                    products?: string[];
                    /** @description Ids of product types that choose it. Replaces what was there. */
                    productTypes?: string[];
                    /** @description Whether it reaches what did not choose it: the products of a type that did, or everything, for the default. */
                    propagate?: boolean;
                    /** @description Import rules that count before those of connections. Replaces what was there; what is left out connections say. */
                    rules?: {
                        /** @description Only dependency and container findings that carry a CVE. */
                        cveRequired?: boolean;
                        /** @description Families that are let in. */
                        kinds?: components["schemas"]["Kind"][];
                        /** @description What is below it is left out; null lets everything in. `unknown` is never left out. */
                        minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    };
                    schedule?: {
                        sync: components["schemas"]["Cadence"];
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanProfile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getScanProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scan profile.
                 * @example prof_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanProfile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeScanProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scan profile.
                 * @example prof_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateScanProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scan profile.
                 * @example prof_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "minimumSeverity": "medium"
                 *     }
                 */
                "application/json": {
                    /** @description Ids of exporters. Replaces what was there. */
                    exporters?: string[];
                    /** @description `true` takes it from the one that was the default. */
                    isDefault?: boolean;
                    /** @description Kinds of finding that are exported. */
                    kinds?: components["schemas"]["Kind"][];
                    minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    name?: string;
                    /** @description Ids of products that choose it. Replaces what was there. */
                    products?: string[];
                    /** @description Ids of product types that choose it. Replaces what was there. */
                    productTypes?: string[];
                    /** @description Whether it reaches what did not choose it: the products of a type that did, or everything, for the default. */
                    propagate?: boolean;
                    /** @description Import rules that count before those of connections. Replaces what was there; what is left out connections say. */
                    rules?: {
                        /** @description Only dependency and container findings that carry a CVE. */
                        cveRequired?: boolean;
                        /** @description Families that are let in. */
                        kinds?: components["schemas"]["Kind"][];
                        /** @description What is below it is left out; null lets everything in. `unknown` is never left out. */
                        minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    };
                    schedule?: {
                        sync: components["schemas"]["Cadence"];
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanProfile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewScanProfile: {
        parameters: {
            query?: {
                /** @description The scan profile that would be changed. */
                profile?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "minimumSeverity": "medium"
                 *     }
                 */
                "application/json": {
                    /** @description Ids of exporters. Replaces what was there. */
                    exporters?: string[];
                    /** @description `true` takes it from the one that was the default. */
                    isDefault?: boolean;
                    /** @description Kinds of finding that are exported. */
                    kinds?: components["schemas"]["Kind"][];
                    minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    name?: string;
                    /** @description Ids of products that choose it. Replaces what was there. */
                    products?: string[];
                    /** @description Ids of product types that choose it. Replaces what was there. */
                    productTypes?: string[];
                    /** @description Whether it reaches what did not choose it: the products of a type that did, or everything, for the default. */
                    propagate?: boolean;
                    /** @description Import rules that count before those of connections. Replaces what was there; what is left out connections say. */
                    rules?: {
                        /** @description Only dependency and container findings that carry a CVE. */
                        cveRequired?: boolean;
                        /** @description Families that are let in. */
                        kinds?: components["schemas"]["Kind"][];
                        /** @description What is below it is left out; null lets everything in. `unknown` is never left out. */
                        minimumSeverity?: ("critical" | "high" | "medium" | "low" | "info") | null;
                    };
                    schedule?: {
                        sync: components["schemas"]["Cadence"];
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanProfilePreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listServiceAccounts: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceAccountList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createServiceAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example nightly-report */
                    name: string;
                    role: components["schemas"]["GlobalRole"];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceAccount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeServiceAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the service account.
                 * @example svc_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateServiceAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the service account.
                 * @example svc_1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    disabled?: boolean;
                    role?: components["schemas"]["GlobalRole"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceAccount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "-created";
                /** @description Id of a user; yourself when left out. */
                user?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserSessionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the session.
                 * @example eJw3Vn0qLk
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HubSettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "operations": {
                 *         "retentionDays": 30
                 *       }
                 *     }
                 */
                "application/json": {
                    feeds?: {
                        /** @description Whether the daily EPSS scores are read. */
                        epss?: boolean;
                        /**
                         * Format: uri
                         * @description Where the packed list of all scores is.
                         */
                        epssAddress?: string;
                        /** @description Whether the catalogue of known exploited vulnerabilities is read. */
                        kev?: boolean;
                        /**
                         * Format: uri
                         * @description Where it is; a mirror of your own, for example.
                         */
                        kevAddress?: string;
                        /** @description Whether OSV is asked which identifiers name the same problem. */
                        osv?: boolean;
                        /**
                         * Format: uri
                         * @description Where the exported OSV records are: `modified_id.csv` and a folder for each ecosystem.
                         */
                        osvAddress?: string;
                        /** @description Days after which data is called old. */
                        staleAfterDays?: number;
                    };
                    operations?: {
                        /** @description Days that finished operations are kept, with their logs and lists. 0 or null: for ever. */
                        retentionDays?: number | null;
                    };
                    risk?: {
                        /** @description How much the criticality of the product counts. */
                        criticality?: number;
                        /** @description How much CISA KEV and EPSS count. */
                        exploitation?: number;
                        /** @description How much tags and environment of the product, and whether the code is public, count. */
                        exposure?: number;
                        /** @description How much reachability counts. */
                        reachability?: number;
                        /** @description How much CVSS, or the severity where there is none, counts. Only the proportions of weights matter. */
                        severity?: number;
                    };
                    tickets?: {
                        /** @description Text of new tickets: paragraphs, lists of lines that begin with “- ”, variables. */
                        text?: string;
                        /** @description Title of new tickets; variables in double braces, as the guide has them. */
                        title?: string;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HubSettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: email
                     * @example mira@example.com
                     */
                    email: string;
                    /** @example Mira */
                    name: string;
                    /** @description At least 12 characters. */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSlaPolicies: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaPolicyList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createSlaPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    days: components["schemas"]["SlaDays"];
                    name: string;
                    /** @description Only this product. */
                    productId?: string | null;
                    /** @description Only products of this type. */
                    productTypeId?: string | null;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaPolicy"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSlaPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the SLA policy.
                 * @example sla_2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaPolicy"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeSlaPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the SLA policy.
                 * @example sla_2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateSlaPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the SLA policy.
                 * @example sla_2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    days?: components["schemas"]["SlaDays"];
                    name?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaPolicy"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    applySlaPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Only this product. */
                    productId?: string | null;
                    /** @description Only products of this type. */
                    productTypeId?: string | null;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        requested: true;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewSlaPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The policy as written; null: as if there were none. */
                    days: components["schemas"]["SlaDays"] | null;
                    /** @description Only this product. */
                    productId?: string | null;
                    /** @description Only products of this type. */
                    productTypeId?: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlaEffect"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTickets: {
        parameters: {
            query?: {
                /** @description Ids of connections to trackers; any of them. */
                connection?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Ids of remediations; any of them. */
                remediation?: string[];
                /** @description The order; a leading `-` means descending. */
                sort?: "-createdAt";
                state?: components["schemas"]["TicketState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Only those of this service account. */
                serviceAccount?: string;
                /** @description The order; a leading `-` means descending. */
                sort?: "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "nightly report",
                 *       "role": "reader",
                 *       "expiresAt": "2027-06-30T00:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Null: never.
                     * @default null
                     */
                    expiresAt?: string | null;
                    name: string;
                    role: components["schemas"]["Role"];
                    /** @description Id of the service account it is for; only owners may. Left out, it is for yourself. */
                    serviceAccountId?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedToken"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the token.
                 * @example tok_3
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listTrackers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackerList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listUploads: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description Ids of exporters; any of them. */
                exporter?: string[];
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Ids of repositories; any of them. */
                repository?: string[];
                /** @description The order; a leading `-` means descending. */
                sort?: "-id";
                stage?: components["schemas"]["UploadStage"][];
                state?: components["schemas"]["UploadState"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the upload.
                 * @example up_1z
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the upload.
                 * @example up_1z
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    downloadUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the upload.
                 * @example up_1z
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listUpcomingUploads: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description Ids of exporters; any of them. */
                exporter?: string[];
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Ids of repositories; any of them. */
                repository?: string[];
                /** @description The order; a leading `-` means descending. */
                sort?: "nextAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpcomingUploadList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description The order; a leading `-` means descending. */
                sort?: "email";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: email
                     * @example mira@example.com
                     */
                    email: string;
                    /** @example Mira */
                    name: string;
                    /** @description At least 12 characters. */
                    password: string;
                    role: components["schemas"]["GlobalRole"];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the user.
                 * @example u7Xk2mPq
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the user.
                 * @example u7Xk2mPq
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example Mira */
                    name?: string;
                    role?: components["schemas"]["GlobalRole"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disableUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the user.
                 * @example u7Xk2mPq
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    enableUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the user.
                 * @example u7Xk2mPq
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the user.
                 * @example u7Xk2mPq
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPassword"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resetTwoFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the user.
                 * @example u7Xk2mPq
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOutUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the user.
                 * @example u7Xk2mPq
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example Mira */
                    name: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currentPassword: string;
                    /** @description At least 12 characters. */
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listVulnerabilities: {
        parameters: {
            query?: {
                /** @description Ids of connections whose scanner has seen it; any of them. */
                connection?: string[];
                /** @description `nextCursor` of the page before, in the same order. */
                cursor?: string;
                decision?: components["schemas"]["Decision"][];
                /**
                 * @description Detected at this time or later.
                 * @example 2026-11-28T09:30:00.000Z
                 */
                detectedAfter?: string;
                /**
                 * @description Detected before this time.
                 * @example 2026-11-28T09:30:00.000Z
                 */
                detectedBefore?: string;
                /** @description Exact, by any of its names: the CVE finds what only a GHSA was reported for. */
                identifier?: string;
                /** @description Ids of container images; any of them. */
                image?: string[];
                kind?: components["schemas"]["Kind"][];
                /** @description How many, 1 to 200. */
                limit?: number;
                /** @description Only with this risk score or a higher one. */
                minimumRisk?: number;
                /** @description Only open ones whose time is over. */
                overdue?: "true" | "false";
                /** @description Part of a package name. */
                package?: string;
                /** @description Ids of policies that decided, or require it to be fixed; any of them. */
                policy?: string[];
                /** @description Ids of products; any of them. */
                product?: string[];
                /** @description Identifiers and package names; titles when neither matches. */
                q?: string;
                /** @description Ids of repositories; any of them. */
                repository?: string[];
                severity?: components["schemas"]["Severity"][];
                /** @description The order; a leading `-` means descending. */
                sort?: "severity" | "-riskScore" | "dueAt" | "-detectedAt";
                status?: components["schemas"]["Status"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VulnerabilityList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getVulnerability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the vulnerability.
                 * @example vul_3k
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VulnerabilityDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    commentVulnerability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the vulnerability.
                 * @example vul_3k
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VulnerabilityDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    decideVulnerability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the vulnerability.
                 * @example vul_3k
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "false-positive",
                 *       "reason": "The function is never called."
                 *     }
                 */
                "application/json": {
                    decision: components["schemas"]["Decision"];
                    /** @description With `duplicate`: id of the vulnerability it is one of. */
                    duplicateOf?: string;
                    justification?: components["schemas"]["Justification"];
                    reason?: string;
                    /**
                     * Format: date-time
                     * @description Only with `risk-accepted`: until when.
                     * @example 2026-11-28T09:30:00.000Z
                     */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VulnerabilityDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exemptVulnerability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the vulnerability.
                 * @example vul_3k
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    /** @description Not due before. */
                    until: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VulnerabilityDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeVulnerability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the vulnerability.
                 * @example vul_3k
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VulnerabilityDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    waitForVendor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the vulnerability.
                 * @example vul_3k
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VulnerabilityDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    decideVulnerabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "vul_3k",
                 *         "vul_3m"
                 *       ],
                 *       "decision": "wont-fix",
                 *       "reason": "The service is switched off in May."
                 *     }
                 */
                "application/json": {
                    decision: components["schemas"]["Decision"];
                    /** @description With `duplicate`: id of the vulnerability it is one of. */
                    duplicateOf?: string;
                    /** @description At most 1,000. */
                    ids: string[];
                    justification?: components["schemas"]["Justification"];
                    reason?: string;
                    /**
                     * Format: date-time
                     * @description Only with `risk-accepted`: until when.
                     * @example 2026-11-28T09:30:00.000Z
                     */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getVulnerabilityFacets: {
        parameters: {
            query?: {
                /** @description Ids of connections whose scanner has seen it; any of them. */
                connection?: string[];
                decision?: components["schemas"]["Decision"][];
                /**
                 * @description Detected at this time or later.
                 * @example 2026-11-28T09:30:00.000Z
                 */
                detectedAfter?: string;
                /**
                 * @description Detected before this time.
                 * @example 2026-11-28T09:30:00.000Z
                 */
                detectedBefore?: string;
                /** @description Exact, by any of its names: the CVE finds what only a GHSA was reported for. */
                identifier?: string;
                /** @description Ids of container images; any of them. */
                image?: string[];
                kind?: components["schemas"]["Kind"][];
                /** @description Only with this risk score or a higher one. */
                minimumRisk?: number;
                /** @description Only open ones whose time is over. */
                overdue?: "true" | "false";
                /** @description Part of a package name. */
                package?: string;
                /** @description Ids of policies that decided, or require it to be fixed; any of them. */
                policy?: string[];
                /** @description Ids of products; any of them. */
                product?: string[];
                /** @description Identifiers and package names; titles when neither matches. */
                q?: string;
                /** @description Ids of repositories; any of them. */
                repository?: string[];
                severity?: components["schemas"]["Severity"][];
                status?: components["schemas"]["Status"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facets"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importVex: {
        parameters: {
            query?: {
                /** @description Decide; without, it is a preview. */
                apply?: "true" | "false";
                /** @description Also where a person decided already. */
                overwrite?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VexReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
