@echo off
rem Sets up the environment of this folder; the work and the messages are in cai_dat.py.
rem Only ASCII here: cmd may lose its place in a batch file of other letters. Texts with marks are typed.
setlocal DisableDelayedExpansion
chcp 65001 >nul 2>&1
set "PYTHONUTF8=1"
pushd "%~dp0.."
if errorlevel 1 goto nofolder
if not exist "windows\cai_dat.py" goto nofolder

py -3 -c "import sys" >nul 2>&1
if not errorlevel 1 goto withpy
python -c "import sys; sys.exit(3 - sys.version_info[0])" >nul 2>&1
if not errorlevel 1 goto withpython
type "windows\khong_co_python.txt"
set "RESULT=2"
goto done

:withpy
py -3 "windows\cai_dat.py"
set "RESULT=%ERRORLEVEL%"
goto done

:withpython
python "windows\cai_dat.py"
set "RESULT=%ERRORLEVEL%"
goto done

:nofolder
echo.
echo   Khong thay day du tep cua chuong trinh. Neu dang xem trong tep zip:
echo   bam chuot phai vao tep zip, chon Extract All (Giai nen tat ca), roi mo thu muc vua giai nen.
echo   (Extract the zip file first.)
set "RESULT=2"

:done
popd
echo.
if not defined CCHC_NO_PAUSE pause
exit /b %RESULT%
