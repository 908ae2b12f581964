// The parts of Slack's payloads that we read, as Slack sends them (docs.slack.dev and recorded traffic). Everything that may be
// missing is optional here: payloads differ between ordinary workspaces, Enterprise Grid and Slack Connect.
import type { InputState } from './draw/form.ts';

export type SlackUser = { id: string; name?: string; username?: string; team_id?: string };
export type SlackTeam = { id: string; domain?: string } | null;

export type SlashBody = {
  command: string;
  text?: string;
  team_id: string;
  channel_id: string;
  channel_name?: string;
  user_id: string;
  user_name?: string;
  trigger_id: string;
  response_url: string;
};

type State = { values?: Record<string, Record<string, InputState>> };
export type SlackView = {
  id: string;
  type?: string;
  callback_id?: string;
  private_metadata?: string;
  app_installed_team_id?: string;
  state?: State;
  title?: { text?: string };
};

type FromPerson = { user: SlackUser; team?: SlackTeam; trigger_id: string; api_app_id?: string };
type Place = { channel?: { id: string; name?: string }; response_url?: string };

export type PressBody = FromPerson &
  Place & {
    type: 'block_actions';
    actions: {
      type: string;
      action_id: string;
      value?: string;
      selected_option?: { value?: string } | null;
      action_ts?: string;
    }[];
    container?: { type?: string; is_ephemeral?: boolean; message_ts?: string; thread_ts?: string };
    view?: SlackView;
    message?: { ts?: string };
  };

export type SubmitBody = FromPerson & { type: 'view_submission'; view: SlackView };

export type SuggestBody = {
  type: 'block_suggestion';
  user: SlackUser;
  team?: SlackTeam;
  action_id: string;
  block_id: string;
  value?: string;
  channel?: { id: string; name?: string };
  view?: SlackView;
};

export type ShortcutBody = FromPerson &
  Place & {
    type: 'message_action' | 'shortcut';
    callback_id: string;
    message_ts?: string;
    message?: { ts?: string; text?: string; thread_ts?: string };
  };

export type EventBody<E> = {
  event_id?: string;
  team_id?: string;
  authorizations?: { team_id?: string | null }[];
  event: E;
};
export type MentionEvent = {
  type: 'app_mention';
  user?: string;
  bot_id?: string;
  text?: string;
  team?: string;
  user_team?: string;
  channel: string;
  ts: string;
  thread_ts?: string;
};

export type HomeEvent = {
  type: 'app_home_opened';
  user: string;
  channel?: string;
  tab?: string;
  event_ts?: string;
};
