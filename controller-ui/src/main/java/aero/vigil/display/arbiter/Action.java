package aero.vigil.display.arbiter;

import java.util.List;

/** What the arbiter wants done: shown, asked for, or said. */
public sealed interface Action {

    void deliverTo(Handler handler);

    /** The next frame of the picture. */
    record Show(ArrivedFrame frame, boolean confirmed) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.show(this);
        }
    }

    /**
     * The whole picture anew, in one step: the keyframe and the frames after it.
     *
     * @param through the number of the frame then shown
     * @param skipped frames before the keyframe that were never shown
     */
    record Rebase(
            ArrivedKeyframe keyframe,
            List<ArrivedFrame> frames,
            long through,
            boolean confirmed,
            long skipped)
            implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.rebase(this);
        }
    }

    /** Frames shown unconfirmed are confirmed after all, through this one. */
    record Confirm(long number) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.confirm(this);
        }
    }

    /** What was shown unconfirmed is not what f+1 say: a keyframe will replace it. */
    record Contradicted(long number) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.contradicted(this);
        }
    }

    /** This source's word no longer counts. */
    record Suspect(String source, long number, String reason) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.suspect(this);
        }
    }

    /** This source has agreed long enough to be heard again. */
    record Readmit(String source) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.readmit(this);
        }
    }

    record Subscribe(String source, long from, StreamMode mode) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.subscribe(this);
        }
    }

    record SetMode(String source, StreamMode mode, long from) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.setMode(this);
        }
    }

    record GetFrames(String source, long from, long to) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.getFrames(this);
        }
    }

    record GetKeyframe(String source) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.getKeyframe(this);
        }
    }

    record Light(String source, SourceLight state) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.light(this);
        }
    }

    record Picture(PictureLight state) implements Action {
        @Override
        public void deliverTo(Handler handler) {
            handler.picture(this);
        }
    }

    /** Takes each kind of action. */
    interface Handler {
        void show(Show action);

        void rebase(Rebase action);

        void confirm(Confirm action);

        void contradicted(Contradicted action);

        void suspect(Suspect action);

        void readmit(Readmit action);

        void subscribe(Subscribe action);

        void setMode(SetMode action);

        void getFrames(GetFrames action);

        void getKeyframe(GetKeyframe action);

        void light(Light action);

        void picture(Picture action);
    }
}
